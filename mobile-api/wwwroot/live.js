// Looks every few seconds what has become of the page, and puts that where the page says so; never into a form, so that nothing typed is lost.
const everyMilliseconds = 4000;
const main = document.getElementById("main");
const lost = document.getElementById("lost");
const moved = document.getElementById("moved");

async function look() {
  try {
    const answer = await fetch(main.dataset.liveFrom, { cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error("not the page");
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = now.getElementById(part.id);
      if (next && next.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.replaceChildren(...next.childNodes);
    }
    const acts = document.querySelector("[data-acts]");
    const next = now.querySelector("[data-acts]");
    if (moved && acts && next) moved.hidden = acts.dataset.acts === next.dataset.acts;
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, everyMilliseconds);
}

setTimeout(look, everyMilliseconds);
