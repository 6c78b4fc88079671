// What pages gain where scripts run. Every page works without this file.
"use strict";

(() => {
  const words = document.body.dataset;
  const status = document.getElementById("status");

  const announce = (text) => {
    if (status) status.textContent = text;
  };

  // Buttons that copy: shown only here, since without a script they could do nothing.
  const showCopyButtons = (root) => {
    if (!navigator.clipboard) return;
    for (const button of root.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const label = button.dataset.label ?? (button.dataset.label = button.textContent);
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = words.copied;
      announce(words.copied);
    } catch {
      button.textContent = words.notCopied;
      announce(words.notCopied);
    }
    setTimeout(() => (button.textContent = label), 2500);
  });

  // The viewer's own time beside the zone of record, where the two differ.
  const showViewerTimes = (root) => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const line of root.querySelectorAll("[data-viewer-time][hidden]")) {
      if (zone === line.dataset.zone || zone === "UTC") continue;
      const language = document.documentElement.lang.replace(/^en$/, "en-GB");
      const shown = new Intl.DateTimeFormat(`${language}-u-nu-latn`, {
        dateStyle: "long",
        timeStyle: "short",
        hourCycle: "h23",
        timeZone: zone,
      }).format(new Date(line.dataset.viewerTime));
      line.textContent = `· ${words.yourTime} ${shown} (${zone.replaceAll("_", " ")})`;
      line.hidden = false;
    }
  };

  // One press sends once. The button stays enabled until the form has gone, so that its name and
  // value go with it; a page that is still here later (a download) may send again.
  const unsaved = new Set();
  const release = (form) => {
    delete form.dataset.sending;
    for (const button of form.querySelectorAll("[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    announce(words.sendingNow);
    unsaved.delete(form);
    setTimeout(release, 15000, form);
  });

  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
  });

  // Text typed into a form with data-guard is not lost by leaving without being asked.
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "guard" in form.dataset) unsaved.add(form);
  });

  addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });

  // Menus close when the reader turns elsewhere.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    closeMenus();
    menu?.querySelector("summary").focus();
  });

  // After a part of the page was exchanged, its line that says what is there now is read out.
  document.addEventListener("htmx:afterSettle", (event) => {
    showCopyButtons(document);
    showViewerTimes(document);
    const line = event.target.querySelector("[data-announce]");
    if (line) announce(line.textContent.trim());
  });

  showCopyButtons(document);
  showViewerTimes(document);
  document.querySelector("main > .error-summary")?.focus();
})();
