// Level 3: a form that opens without connection, the next person at a shared tablet, and the
// page of what this device keeps. Stands on line.js; the kept pages are opened by sw.js.
(() => {
  "use strict";
  const LASTS = 14 * 864e5;
  const { cordataLine: line } = window;
  const language = document.documentElement.lang;
  const day = (at) => new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(at);
  const daytime = (at) => new Intl.DateTimeFormat(language, {
    day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).format(at);
  const size = (bytes) => new Intl.NumberFormat(language, {
    style: "unit", unit: "kilobyte", maximumFractionDigits: 0,
  }).format(Math.ceil(bytes / 1024));
  const store = () => caches.open("cordata-kept");
  const plain = (address) => address.split("#")[0];

  const remove = async (page) => {
    const kept = await store();
    await kept.delete(page.url);
    await line.ask("kept", "delete", page.url);
  };
  // Pages whose time is over go, whichever page is opened.
  const pages = async () => {
    const all = await line.ask("kept", "getAll").catch(() => []);
    const old = all.filter((one) => one.until < Date.now());
    await Promise.all(old.map(remove));
    return all.filter((one) => !old.includes(one) && one.title);
  };

  // --- At the form ---
  const keepOne = async (kept, address) => {
    // As a visitor sees it: a shared device keeps nobody's name.
    const answer = await fetch(address, { credentials: "omit" });
    if (!answer.ok || answer.redirected) throw new Error(address);
    const bytes = (await answer.clone().blob()).size;
    await kept.put(address, answer);
    return bytes;
  };
  const keepPage = async (box) => {
    const kept = await store();
    const url = plain(location.href);
    const parts = [...document.querySelectorAll("link[rel=stylesheet],link[rel=icon],script[src]")]
      .map((one) => one.href || one.src);
    const list = new URL(box.dataset.lineKeep, url).href;
    const sizes = await Promise.all([url, list, ...parts].map((address) => keepOne(kept, address)));
    const form = box.closest("form");
    const until = Math.min(Date.now() + LASTS, Date.parse(form.dataset.lineUntil) || Infinity);
    const title = document.querySelector("h1").textContent;
    await navigator.serviceWorker.register("/sw.js");
    await line.ask("kept", "put", { url, title, size: sizes.reduce((sum, one) => sum + one), until });
  };
  const show = async (box) => {
    const status = box.querySelector("[role=status]");
    const { kept, waiting } = status.dataset;
    const page = (await pages()).find((one) => one.url === plain(location.href));
    const count = (await line.records()).filter((one) => one.ready && one.level === 3).length;
    status.textContent = [
      page && kept.replace("…", day(page.until)),
      count && waiting.replace("…", count),
    ].filter(Boolean).join(" · ");
    box.querySelector("[data-do=keep]").hidden = Boolean(page);
  };
  // Clears the screen and queues what was said; the next person begins on an empty form.
  const next = async (box) => {
    const form = box.closest("form");
    const { record } = line.states.get(form);
    if (record && !form.reportValidity()) return; // while the person is still there
    const queued = record?.ready ? record : { ...line.recordOf(form), ready: true };
    if (record && !await line.put(queued)) { line.say(form, "lost"); return; }
    line.clear(form);
    document.activeElement.blur();
    window.scrollTo(0, 0);
    document.querySelector("h1").setAttribute("tabindex", "-1");
    document.querySelector("h1").focus();
    await show(box);
    await line.flush();
  };
  const box = document.querySelector("[data-line-keep]");
  const canKeep = "serviceWorker" in navigator && "caches" in window;
  if (box && canKeep) {
    box.hidden = false;
    box.querySelector("[data-do=keep]").addEventListener("click", async () => {
      box.setAttribute("aria-busy", "true");
      await keepPage(box).catch(() => line.say(box.closest("form"), "refused"));
      box.removeAttribute("aria-busy");
      show(box);
    });
    box.querySelector("[data-do=next]").addEventListener("click", () => next(box));
    document.addEventListener("line:turn", () => show(box));
    show(box);
  }

  // --- The page "Kept on this device": each thing by itself, and never what was said ---
  const row = (name, fillIn) => {
    const made = document.getElementById(name).content.firstElementChild.cloneNode(true);
    fillIn(made, (selector, act) => made.querySelector(selector).addEventListener("click", act));
    return made;
  };
  const fillList = (list, rows) => {
    list.replaceChildren(...rows);
    if (!rows.length) list.append(Object.assign(document.createElement("li"), { textContent: list.dataset.empty }));
  };
  const list = async () => {
    fillList(document.getElementById("kept-pages"), (await pages()).map((page) => row("kept-page", (made, on) => {
      const link = made.querySelector("a");
      link.href = page.url;
      link.textContent = page.title;
      const about = made.querySelector("[data-words]");
      about.textContent = about.dataset.words.replace("§", size(page.size)).replace("…", day(page.until));
      on("[data-do=remove]", async () => { await remove(page); list(); });
    })));
    const mine = (await line.records()).filter((one) => !one.saved);
    fillList(document.getElementById("kept-unsent"), mine.map((record) => row("kept-record", (made, on) => {
      const about = made.querySelector("[data-words]");
      about.textContent = about.dataset.words.replace("…", daytime(record.at));
      const refused = made.querySelector("[data-line-refused]");
      refused.hidden = !record.refused;
      refused.href = record.page;
      made.querySelector(".num").textContent = size(JSON.stringify(record).length);
      on("[data-do=send]", async () => { await line.attempt(record); list(); });
      on("[data-do=remove]", async (event) => {
        if (!confirm(event.target.dataset.sure)) return;
        await line.drop(record);
        list();
      });
    })));
  };
  if (document.getElementById("kept-pages")) {
    list();
    document.addEventListener("line:turn", list);
  }
})();
