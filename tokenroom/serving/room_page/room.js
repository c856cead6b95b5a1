// Gives the keys to the terminal as soon as it shows something.
const body = document.body;
const watcher = new MutationObserver(() => {
  const line = document.querySelector(".xterm-helper-textarea");
  if (line && body.classList.contains("-first-byte")) {
    line.focus();
    watcher.disconnect();
  }
});
watcher.observe(body, { attributes: true, attributeFilter: ["class"] });
