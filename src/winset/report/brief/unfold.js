// The parts after the first of a chapter are folded. What is folded opens when a link leads into it,
// when the browser finds words in it, on paper, and all at once by the button in the contents.
const unfold = (hash) => {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  for (let each = target; each; each = each.parentElement) {
    if (each.tagName === "DETAILS") each.open = true;
  }
  target.scrollIntoView();
};
const parts = document.querySelectorAll("details.part");
parts.forEach((each) => { each.open = false; });
if (parts.length) {
  const all = document.createElement("button");
  const say = () => { all.textContent = [...parts].every((each) => each.open) ? "Fold parts" : "Open all parts"; };
  all.type = "button";
  all.className = "all";
  all.addEventListener("click", () => {
    const open = ![...parts].every((each) => each.open);
    parts.forEach((each) => { each.open = open; });
    say();
  });
  parts.forEach((each) => each.addEventListener("toggle", say));
  say();
  document.querySelector("nav").append(all);
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
