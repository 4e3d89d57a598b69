// Nothing typed is lost. For form[data-line=1|2|3] with data-line-key and a hidden "receipt":
// 1 saves on the server as one types, 2 also on this device, 3 also opens without connection.
// How forms join: docs/forms.md. Every form works without this script.
(() => {
  "use strict";
  const LASTS = 14 * 864e5;
  const RETRY = [2e3, 8e3, 3e4];
  const PAUSE = 2e3;
  const PATIENCE = 3e4;
  const { lineToken: token = "", linePosted: posted = "" } = document.body.dataset;
  const who = token.split(":")[0];
  const pieces = document.getElementById("line-words");
  const words = pieces?.dataset ?? {}; // the first page has no form and no words for one
  const here = location.pathname + location.search;
  const states = new Map(); // form to { record, timer, saving, status }
  const busy = new Set();

  // --- The device: one record for each form that somebody types into ---
  let opened;
  const open = () => opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("cordata", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("unsent", { keyPath: "receipt" });
      asked.result.createObjectStore("kept", { keyPath: "url" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const ask = async (store, verb, ...what) => {
    const work = (await open()).transaction(store, verb === "getAll" ? "readonly" : "readwrite");
    const asked = work.objectStore(store)[verb](...what);
    return new Promise((resolve, reject) => {
      work.oncomplete = () => resolve(asked.result);
      work.onabort = () => reject(work.error);
    });
  };
  const drop = (record) => ask("unsent", "delete", record.receipt).catch(() => {});
  const put = async (record) => {
    if (record.level < 2) return false;
    try { await ask("unsent", "put", record); return true; } catch { return false; }
  };
  // Those of this person and of forms that need nobody; what is too old goes.
  const records = async () => {
    const all = await ask("unsent", "getAll").catch(() => []);
    const old = all.filter((one) => one.at < Date.now() - LASTS);
    await Promise.all(old.map(drop));
    return all.filter((one) => !old.includes(one) && (!one.who || one.who === who))
      .sort((one, other) => one.at - other.at);
  };

  // --- The form: what stands in it, and what the person is told ---
  const silent = (element) => /^(line-.*|csrfmiddlewaretoken)?$/.test(element.name)
    || element.matches("[type=password],[type=file],[type=submit],[autocomplete=one-time-code]");
  const fieldsOf = (form) => {
    const unsaid = new Set([...form.elements].filter(silent).map((one) => one.name));
    return [...new FormData(form)].filter(([name]) => !unsaid.has(name));
  };
  const fill = (form, fields) => {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...values.get(name) ?? [], value]);
    for (const one of form.elements) {
      const said = values.get(one.name) ?? [];
      if (silent(one)) continue;
      if (one.matches("[type=checkbox],[type=radio]")) one.checked = said.includes(one.value);
      else if (one.multiple) for (const choice of one.options) choice.selected = said.includes(choice.value);
      else if (said.length) one.value = said.shift();
    }
    form.closest("details")?.setAttribute("open", "");
  };
  const isToday = (at) => new Date(at).toDateString() === new Date().toDateString();
  const clock = (at) => new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    ...!isToday(at) && { day: "numeric", month: "long" },
  }).format(at);
  const say = (form, what, at = Date.now()) => {
    const { status } = states.get(form);
    status.dataset.state = what;
    status.hidden = false;
    const text = what === "saved" && !isToday(at) ? words.savedBefore : words[what];
    status.firstElementChild.textContent = text.replace("…", clock(at));
    status.querySelector("[data-do=copy]").hidden = what !== "lost";
  };
  const unsaved = async (form) => say(form, await states.get(form).safe ? "unsent" : "lost");
  const fresh = (form) => {
    if (crypto.randomUUID) form.elements.receipt.value = crypto.randomUUID();
  };
  const copy = async (form, button) => {
    const said = [...form.elements].filter((one) => !silent(one) && one.type !== "hidden" && one.value)
      .map((one) => `${one.labels?.[0]?.textContent ?? one.name}\n${one.value}`);
    await navigator.clipboard.writeText(said.join("\n\n"));
    button.textContent = words.copied;
  };
  const recordOf = (form, button) => ({
    receipt: form.elements.receipt.value,
    key: form.dataset.lineKey,
    level: Number(form.dataset.line),
    who: "open" in form.elements.receipt.dataset ? "" : who,
    action: form.action,
    page: here,
    fields: fieldsOf(form),
    button: button?.name ? [[button.name, button.value]] : [],
    at: Date.now(),
    ready: false,
    saved: false,
  });

  // --- The server: what is typed, and what is sent ---
  const cookie = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const post = (address, fields, more = {}) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    const headers = { "X-CSRFToken": cookie(), ...more };
    const keepalive = body !== fields && String(body).length < 6e4; // the tab may be closed
    return fetch(address, { method: "POST", body, headers, keepalive, signal: stop.signal })
      .finally(() => clearTimeout(timer));
  };
  const keep = async (form) => {
    const state = states.get(form);
    const { record } = state;
    const address = form.elements.receipt.dataset.keep;
    clearTimeout(state.timer);
    if (!record || record.saved || record.ready) return;
    if (!address) { if (!form.hasAttribute("hx-post")) unsaved(form); return; }
    const about = [["line-key", record.key], ["line-token", token]];
    state.saving = post(address, [...record.fields, ...about]).then((answer) => answer.ok, () => false);
    const saved = await state.saving;
    if (state.record !== record || record.ready) return;
    record.saved = saved;
    if (!saved) { unsaved(form); return; }
    say(form, "saved");
    put(record);
  };
  // "sent", "away" (no session), "refused" (with the page that says why) or "failed".
  const send = async (record, body = [...record.fields, ...record.button]) => {
    const again = () => post(record.action, body, { Line: record.receipt });
    let answer = await again();
    if (answer.status === 403) { // perhaps only the cookie is gone: any page brings it back
      await fetch(record.page);
      answer = await again();
    }
    const to = answer.headers.get("Line-To");
    if (answer.status === 401) return { became: "away", to };
    if (to) return { became: "sent", to };
    return { became: answer.status < 500 && answer.status !== 429 ? "refused" : "failed", status: answer.status };
  };
  const go = (to) => {
    const same = new URL(to, location.href);
    location.assign(to);
    if (same.hash && same.pathname + same.search === here) location.reload();
  };
  // The server's own page, with the form and what is wrong: sent once more, as without scripts.
  const showRefusal = (form, record) => {
    for (const [name, value] of record.button) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    HTMLFormElement.prototype.submit.call(form);
  };
  const formOf = (record) => [...states.keys()].find(
    (form) => form.elements.receipt.value === record.receipt);

  const attempt = async (record, files) => {
    if (busy.has(record.receipt)) return true;
    busy.add(record.receipt);
    const { became, to, status } = await send(record, files).catch(() => ({ became: "failed" }));
    busy.delete(record.receipt);
    const form = formOf(record);
    if (became === "sent") {
      await drop(record);
      if (!form) return true;
      fresh(form); // who goes back and sends other words sends another thing
      go(to);
      return true;
    }
    if (became === "away" && form) {
      location.assign(`${to}?next=${encodeURIComponent(record.page)}&away=yes`);
      return true;
    }
    if (became === "refused") {
      record.ready = record.level === 3 && !form; // nobody else is shown it: it waits in the list
      record.refused = true;
      await put(record);
      if (form && [200, 409, 422].includes(status)) showRefusal(form, record); // 200: a page to look at first
      else if (form) say(form, "lost");
      return true;
    }
    if (form) unsaved(form);
    return became !== "failed";
  };
  let round = 0, waiting;
  const flush = async () => {
    clearTimeout(waiting);
    const ready = (await records()).filter((one) => one.ready);
    const done = await Promise.all(ready.map((one) => attempt(one)));
    if (!done.every(Boolean)) later();
    document.dispatchEvent(new Event("line:turn"));
  };
  const later = () => {
    if (round < RETRY.length) waiting = setTimeout(flush, RETRY[round++]);
  };

  // --- What people do ---
  const typed = (form) => {
    const state = states.get(form);
    const record = state.record = recordOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(keep, PAUSE, form);
    state.safe = put(record);
  };
  const submit = async (form, submitter) => {
    const state = states.get(form);
    const files = [...form.elements].some((one) => one.files?.length);
    clearTimeout(state.timer);
    state.status.querySelector("[data-do=empty]").hidden = true; // it is said: no way back
    const record = state.record = { ...recordOf(form, submitter), ready: !files };
    state.safe = put(record);
    await state.safe;
    // Or what was typed would be kept after it is sent; but a dying line answers nothing.
    await Promise.race([state.saving, new Promise((resolve) => { setTimeout(resolve, 1e3); })]);
    round = 0;
    const whole = files && new FormData(form);
    if (whole && submitter?.name) whole.append(submitter.name, submitter.value);
    if (!await attempt(record, whole || undefined)) later();
    document.dispatchEvent(new Event("line:turn"));
  };
  const clear = (form) => {
    const state = states.get(form);
    clearTimeout(state.timer);
    state.record = null;
    form.reset();
    fresh(form);
    state.status.hidden = true;
    form.querySelectorAll("[data-other]").forEach((one) => one.remove());
  };
  const empty = ({ form }) => {
    const { dataset: { forget }, value: receipt } = form.elements.receipt;
    if (forget) post(forget, [["receipt", receipt], ["line-token", token]]);
    drop({ receipt });
    clear(form);
  };
  // Two versions of one form: this device's stands in it, the other below each field.
  const offer = (form, other, at) => {
    for (const [name, value] of other) {
      const field = form.elements[name];
      const text = field?.selectedOptions ? [...field.options].find((one) => one.value === value)?.text : value;
      if (!field?.labels || field.type === "hidden" || silent(field) || !text || field.value === value) continue;
      const line = pieces.content.lastElementChild.cloneNode(true);
      const said = line.firstElementChild;
      said.textContent = said.dataset.words.replace("…", clock(at));
      line.querySelector("q").textContent = text;
      line.querySelector("button").addEventListener("click", () => {
        field.value = value;
        line.remove();
        typed(form);
      });
      field.after(line);
    }
  };
  const join = (form, records) => {
    const status = pieces.content.firstElementChild.cloneNode(true);
    const { receipt } = form.elements;
    const before = form.querySelector("template[data-line-before]");
    const mine = records.filter((one) => one.key === form.dataset.lineKey);
    const isShared = form.dataset.line === "3"; // what waits is another person's
    const local = mine.filter((one) => !one.saved && !(isShared && one.ready)).pop();
    mine.filter((one) => one.saved).forEach(drop); // the server has it, or has forgotten it
    states.set(form, { status, safe: true });
    if (form.action === location.href) history.replaceState(history.state, ""); // back reads it, sends nothing
    status.hidden = true;
    receipt.after(status);
    status.querySelector("[data-do=copy]").addEventListener("click", (event) => copy(form, event.target));
    status.querySelector("[data-do=empty]").addEventListener("click", (event) => empty(event.target));
    for (const change of ["input", "change"]) form.addEventListener(change, () => typed(form));
    // A moment later: what is said moves the button away from under a finger that presses it.
    form.addEventListener("focusout", () => {
      const state = states.get(form);
      clearTimeout(state.timer);
      state.timer = setTimeout(keep, 300, form);
    });
    if (posted && local?.receipt === posted) { // this page answers it: what stands here is newer
      receipt.value = posted;
      return;
    }
    const there = before && JSON.parse(before.content.textContent);
    const since = before && new Date(before.dataset.lineBefore);
    if (!local && isShared) fresh(form);
    if (!local && !there) return;
    fill(form, local?.fields ?? there);
    status.querySelector("[data-do=empty]").hidden = false;
    if (!local) { say(form, "saved", since); return; }
    receipt.value = local.receipt;
    if (there) offer(form, there, since);
    say(form, "unsent", local.at);
    if (local.ready) { states.get(form).record = local; return; }
    form.dispatchEvent(new Event("change", { bubbles: true }));
    keep(form);
  };
  const meet = async () => {
    const mine = await records();
    for (const form of states.keys()) if (!form.isConnected) states.delete(form);
    for (const form of document.querySelectorAll("form[data-line]")) {
      if (form.elements.receipt && !states.has(form)) join(form, mine);
    }
  };
  const leave = async (form) => {
    const mine = (await records()).filter((one) => one.who);
    const unsent = mine.some((one) => !one.saved);
    if (unsent && !confirm(words.leave)) return; // eslint-disable-line no-alert
    const answer = await post(form.action, new FormData(form)).catch(() => {});
    if (!answer) { alert(words.offline); return; } // eslint-disable-line no-alert
    states.forEach((state) => { state.record = null; });
    await Promise.all(mine.map(drop));
    location.assign(answer.url);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const isLine = states.has(form) && Number(form.dataset.line) > 1;
    const isOut = form.hasAttribute("data-line-out");
    if (!isLine && !isOut && navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isLine) submit(form, event.submitter);
    else if (isOut) leave(form);
    else alert(words.offline); // eslint-disable-line no-alert
  }, true);
  // A form that htmx saves itself (an application): the same words about it.
  document.addEventListener("htmx:before:request", ({ target }) => {
    const state = states.get(target);
    if (state) state.asked = state.record;
  });
  document.addEventListener("htmx:finally:request", ({ target, detail }) => {
    const state = states.get(target);
    if (!state?.record) return;
    if (detail.ctx.response?.status !== 200) { unsaved(target); return; }
    if (state.record !== state.asked) return; // more was typed meanwhile
    drop(state.record);
    state.record = null;
    state.status.hidden = true;
  });
  document.addEventListener("htmx:after:swap", meet); // it may have brought a form
  window.addEventListener("online", () => { round = 0; flush(); states.forEach((_state, form) => keep(form)); });
  window.addEventListener("pagehide", () => states.forEach((_state, form) => keep(form)));
  // For the pages of level 3, see kept.js.
  window.cordataLine = { ask, records, drop, put, attempt, flush, recordOf, states, clear, say };

  (async () => {
    await meet();
    const refused = await ask("unsent", "put", { receipt: "", at: 0 }).then(() => drop({ receipt: "" }), () => true);
    const first = [...states.keys()].find((form) => form.dataset.line > 1);
    if (refused && first) say(first, "refused");
    flush();
  })();
})();
