// On a telephone the parts after the first of a chapter are folded. What is folded opens when a link
// leads into it, and on paper.
const unfold = (hash) => {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  for (let each = target; each; each = each.parentElement) {
    if (each.tagName === "DETAILS") each.open = true;
  }
  target.scrollIntoView();
};
if (matchMedia("(max-width:44rem)").matches) {
  document.querySelectorAll("details.part").forEach((each) => { each.open = false; });
}
addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link) setTimeout(() => unfold(link.hash));
});
addEventListener("hashchange", () => unfold(location.hash));
unfold(location.hash);
let shut = [];
addEventListener("beforeprint", () => {
  shut = [...document.querySelectorAll("details:not([open])")];
  shut.forEach((each) => { each.open = true; });
});
addEventListener("afterprint", () => shut.forEach((each) => { each.open = false; }));
