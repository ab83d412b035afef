"use strict";

// One stream of events keeps the page true: whatever it shows of trainings came through it, after a reload too.

const STAGES = ["uploading", "queued", "training", "deploying", "ready"];
const WORDS = {
  uploading: "Uploading", searching: "Looking for it", queued: "In the queue", training: "Training",
  deploying: "Deploying", ready: "Ready", failed: "Failed", unknown: "Waiting for word",
};
const OVER = ["ready", "failed"];
const ACCEPTED = ["image/png", "image/jpeg", "image/webp"];
const opened = Date.now();
const byId = (id) => document.getElementById(id);
const trainings = new Map();
const chosen = [];
let limits = { mostPictures: 50, largestPicture: 20 << 20, largestRequest: 200 << 20 };

// ---- the stream

let source = null;

function connect() {
  if (source) {
    source.close();
  }
  source = new EventSource("/api/events");
  const on = (kind, take) => source.addEventListener(kind, (event) => take(JSON.parse(event.data)));
  on("service", showService);
  on("training", (view) => upsert(view));
  on("status", (told) => withTraining(told, showStatus));
  on("upload", (told) => withTraining(told, showUpload));
  on("drawing", (told) => withTraining(told, showDrawing));
  on("notice", (told) => withTraining(told, showNotice));
  source.onerror = () => {
    setService("bad", "The application does not answer; trying again");
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, 2000);
    }
  };
}

// a hidden page gives its connection back: a browser has few of them for one host
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    source.close();
  } else {
    connect();
  }
});

function withTraining(told, show) {
  const training = trainings.get(told.training);
  if (training) {
    show(training, told);
  }
}

function setService(state, text) {
  byId("service").dataset.state = state;
  byId("service-text").textContent = text;
}

function showService(told) {
  const host = told.embedded ? "Embedded sandbox" : new URL(told.name).host;
  const balance = told.balance === null ? "" : ` · $${Number(told.balance).toFixed(2)}`;
  setService(told.trouble ? "bad" : "good", told.trouble ? `${host} · ${told.reachable ? "refuses the key" : "does not answer"}` : host + balance);
  byId("outage").hidden = !told.trouble;
  byId("outage").textContent = told.trouble || "";
  byId("price-hint").textContent = told.embedded
    ? "The embedded sandbox takes no money."
    : "A training and each drawing are paid from the account of the key.";
}

function announce(training, text) {
  byId("announce").textContent = `${training.view.name}: ${text}`;
}

// ---- trainings

function upsert(view) {
  let training = trainings.get(view.training);
  if (!training) {
    training = makeTraining(view);
    trainings.set(view.training, training);
    place(training);
  }
  training.view = view;
  showStatus(training, view.status);
  view.drawings.forEach((drawing) => showDrawing(training, drawing));
  return training;
}

function place(training) {
  const list = byId("list");
  const older = [...list.children].find((card) => Number(card.dataset.createdAt) < training.view.createdAt);
  list.insertBefore(training.card, older || null);
  byId("empty").hidden = true;
}

function makeTraining(view) {
  const card = byId("training-template").content.firstElementChild.cloneNode(true);
  const find = (selector) => card.querySelector(selector);
  const training = { view, card, find, points: new Map(), bars: [], sent: view.pictures.map(() => 0), tiles: new Map() };
  card.dataset.id = view.training;
  card.dataset.createdAt = view.createdAt;
  const title = find("h3");
  title.id = `title-${view.training}`;
  title.textContent = view.name;
  card.setAttribute("aria-labelledby", title.id);
  const steps = view.steps ? `${view.steps} steps` : "automatic steps";
  find(".facts").textContent =
    `${view.baseModel} · ${steps} · ${count(view.pictures.length, "picture")} · ${clock(view.createdAt)}`;
  find(".whole").setAttribute("aria-label", `Progress of ${view.name}`);
  find(".pictures summary").textContent = count(view.pictures.length, "picture");
  view.pictures.forEach((picture) => addBar(training, picture));
  find(".go-on").addEventListener("click", () => goOn(training));
  makeWishes(training);
  return training;
}

function addBar(training, picture) {
  const item = byId("bar-template").content.firstElementChild.cloneNode(true);
  const image = item.querySelector("img");
  image.src = picture.href;
  image.alt = picture.caption;
  image.title = picture.caption;
  item.querySelector("progress").setAttribute("aria-label", `Upload of ${picture.name}`);
  training.find(".bars").append(item);
  training.bars.push(item);
}

function showUpload(training, told) {
  training.sent[told.index] = told.percent;
  const item = training.bars[told.index];
  item.querySelector("progress").value = told.percent;
  item.classList.toggle("stored", told.stored);
  draw(training);
}

function showStatus(training, status) {
  const before = training.status;
  if (before && status.at < before.at) {
    training.points.set(status.at, status);
    draw(training);
    return;
  }
  training.status = status;
  training.points.set(status.at, status);
  training.card.dataset.stage = status.stage;
  const stopped = status.failure && status.failure.canGoOn;
  training.card.classList.toggle("stopped", Boolean(stopped));
  training.find(".badge").textContent = stopped ? "Stopped" : WORDS[status.stage];
  if (!before || before.stage !== status.stage) {
    changeStage(training, status);
  }
  showTrouble(training, status.failure);
  draw(training);
}

function changeStage(training, status) {
  const details = training.find(".pictures");
  if (status.stage === "uploading") {
    details.open = true;
  } else if (STAGES.indexOf(status.stage) > 0) {
    training.bars.forEach((item) => {
      item.querySelector("progress").value = 100;
      item.classList.add("stored");
    });
  }
  if (OVER.includes(status.stage)) {
    details.open = false;
  }
  training.find(".notice").hidden = true;
  training.find(".live").hidden = OVER.includes(status.stage);
  training.find(".draw").hidden = status.stage !== "ready";
  markStages(training);
  if (status.at > opened) {
    announce(training, WORDS[status.stage]);
  }
}

function markStages(training) {
  const reached = Math.max(...[...training.points.values()].map((point) => STAGES.indexOf(point.stage)), 0);
  const failed = training.status.stage === "failed";
  const current = failed ? reached : Math.max(STAGES.indexOf(training.status.stage), 0);
  [...training.find(".stages").children].forEach((item, index) => {
    item.classList.toggle("done", index < current);
    item.classList.toggle("broken", failed && index === current);
    if (index === current && !failed) {
      item.setAttribute("aria-current", "step");
    } else {
      item.removeAttribute("aria-current");
    }
  });
}

function showTrouble(training, failure) {
  const trouble = training.find(".trouble");
  trouble.hidden = !failure;
  if (failure) {
    trouble.querySelector(".what").textContent = failure.what;
    trouble.querySelector(".detail").textContent = failure.detail;
    trouble.querySelector(".next").textContent = failure.next;
    trouble.querySelector(".go-on").hidden = !failure.canGoOn;
  }
}

function showNotice(training, told) {
  training.find(".notice").hidden = false;
  training.find(".notice").textContent = told.text;
}

async function goOn(training) {
  const answer = await ask(`/api/trainings/${training.view.training}/attempts`, { method: "POST" });
  if (answer.problem) {
    showNotice(training, { text: answer.problem });
  }
}

// ---- figures and chart, at most once a frame

const stale = new Set();

function draw(training) {
  if (stale.size === 0) {
    requestAnimationFrame(drawAll);
  }
  stale.add(training);
}

function drawAll() {
  stale.forEach((training) => {
    showFigures(training);
    showChart(training);
  });
  stale.clear();
}

window.addEventListener("resize", () => trainings.forEach(draw));

setInterval(() => trainings.forEach((training) => {
  if (!OVER.includes(training.status.stage)) {
    draw(training);
  }
}), 1000);

function showFigures(training) {
  const { stage, percent } = training.status;
  const uploaded = training.sent.reduce((sum, part) => sum + part, 0) / Math.max(training.sent.length, 1);
  const value = stage === "uploading" ? uploaded : level(training.status, 0);
  training.find(".whole").value = value;
  training.find(".percent").textContent =
    stage === "uploading" || (stage === "training" && percent !== null) ? `${Math.round(value)} %` : WORDS[stage];
  const left = secondsLeft(training.status);
  training.find(".eta").textContent = left === null ? "" : `about ${span(left)} left`;
}

function secondsLeft(status) {
  if (!status.eta || OVER.includes(status.stage)) {
    return null;
  }
  return Math.max(status.eta - (Date.now() - status.at) / 1000, 1);
}

function level(point, before) {
  switch (point.stage) {
    case "training": return point.percent === null ? before : point.percent;
    case "deploying": case "ready": return 100;
    case "failed": return before;
    default: return 0;
  }
}

const BOX = { left: 46, top: 24, bottom: 158, height: 190 };
const LETTER = 7;

function showChart(training) {
  const points = [...training.points.values()].sort((a, b) => a.at - b.at);
  const last = points[points.length - 1];
  const running = !OVER.includes(last.stage);
  const left = running && last.eta ? last.eta * 1000 : 0;
  const start = points[0].at;
  const svg = training.find(".course svg");
  const right = Math.max(svg.clientWidth, 240) - 8;
  training.find(".course").hidden = last.stage === "failed" && !points.some((point) => point.stage === "training");
  svg.setAttribute("viewBox", `0 0 ${right + 8} ${BOX.height}`);
  const end = Math.max(last.at + left, running ? Date.now() : 0, start + 10000);
  const x = (at) => BOX.left + ((at - start) / (end - start)) * (right - BOX.left);
  const y = (percent) => BOX.bottom - (percent / 100) * (BOX.bottom - BOX.top);
  let before = 0;
  const line = points.map((point) => {
    before = level(point, before);
    return [x(point.at), y(before)];
  });
  if (running) {
    line.push([x(Math.max(Date.now(), last.at)), y(before)]);
  }
  const tip = line[line.length - 1];
  svg.replaceChildren(
    node("title", {}, `Progress over time: ${WORDS[last.stage]}, ${Math.round(before)} percent after ${span((last.at - start) / 1000)}`),
    ...bands(points, x, running ? Math.max(Date.now(), last.at) : last.at),
    ...[0, 50, 100].flatMap((percent) => [
      node("line", { class: "grid", x1: BOX.left, x2: right, y1: y(percent), y2: y(percent) }),
      node("text", { x: BOX.left - 8, y: y(percent) + 4, "text-anchor": "end" }, `${percent} %`),
    ]),
    node("path", { class: "area", d: `M${at(line[0][0])},${y(0)} ${path(line)} L${at(tip[0])},${y(0)} Z` }),
    node("path", { class: "line", d: path(line).replace(/^L/, "M") }),
    ...(left ? [node("line", { class: "ahead", x1: tip[0], y1: tip[1], x2: x(last.at + left), y2: y(100) })] : []),
    node("circle", { class: "tip", cx: tip[0], cy: tip[1], r: 5 }),
    node("text", { x: BOX.left, y: 182 }, clock(start)),
    node("text", { x: right, y: 182, "text-anchor": "end" }, `${span((end - start) / 1000)}${left ? " expected" : ""}`),
  );
}

function bands(points, x, until) {
  const shown = [];
  let from = points[0];
  for (let i = 1; i <= points.length; i++) {
    if (i === points.length || points[i].stage !== from.stage) {
      const to = i === points.length ? until : points[i].at;
      shown.push({ stage: from.stage, x1: x(from.at), x2: x(to) });
      from = points[i];
    }
  }
  return shown.flatMap((band, index) => [
    node("rect", {
      class: index % 2 ? "band odd" : "band", x: band.x1, y: BOX.top, width: Math.max(band.x2 - band.x1, 0),
      height: BOX.bottom - BOX.top,
    }),
    ...(band.x2 - band.x1 > WORDS[band.stage].length * LETTER + 8 ? [node("text", { x: band.x1 + 6, y: BOX.top - 8 }, WORDS[band.stage])] : []),
  ]);
}

function path(line) {
  return line.map(([px, py]) => `L${at(px)},${at(py)}`).join(" ");
}

function at(number) {
  return Math.round(number * 10) / 10;
}

function node(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, typeof value === "number" ? at(value) : value));
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

// ---- drawings

function makeWishes(training) {
  const form = training.find(".wishes");
  const prompts = form.querySelector("textarea");
  prompts.id = `prompts-${training.view.training}`;
  form.querySelector("label").htmlFor = prompts.id;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const error = form.querySelector(".error");
    const lines = prompts.value.split("\n").map((line) => line.trim()).filter((line) => line);
    error.hidden = lines.length > 0;
    error.textContent = lines.length > 0 ? "" : "Say what to draw.";
    const draw = form.querySelector("button");
    draw.disabled = true;
    prompts.value = "";
    const refused = [];
    for (const prompt of lines) {
      const answer = await ask(`/api/trainings/${training.view.training}/drawings`, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ prompt }),
      });
      if (answer.problem) {
        refused.push(prompt);
        error.hidden = false;
        error.textContent = answer.broken
          ? "The connection broke. What was ordered shows below; what does not, draw again."
          : answer.problem;
      } else {
        showDrawing(training, answer.body);
      }
    }
    prompts.value = [...refused, prompts.value].filter((text) => text).join("\n");
    draw.disabled = false;
  });
}

function showDrawing(training, told) {
  let tile = training.tiles.get(told.number);
  if (!tile) {
    tile = byId("drawing-template").content.firstElementChild.cloneNode(true);
    tile.querySelector(".prompt").textContent = told.prompt;
    training.tiles.set(told.number, tile);
    training.find(".gallery").prepend(tile);
  }
  if (told.href && !tile.querySelector("img")) {
    showDrawn(training, tile, told);
  }
  if (told.failure) {
    tile.querySelector(".frame").replaceChildren(told.failure.what);
    tile.querySelector(".error").hidden = false;
    tile.querySelector(".error").textContent = told.failure.next;
  }
}

function showDrawn(training, tile, told) {
  const image = new Image();
  image.src = told.href;
  image.alt = told.prompt;
  tile.querySelector(".frame").replaceChildren(image);
  const download = tile.querySelector(".download");
  download.href = told.href;
  download.download = told.file;
  download.setAttribute("aria-label", `Download drawing ${told.number}`);
  download.hidden = false;
  announce(training, `drawing ${told.number} is there`);
}

async function ask(path, request) {
  try {
    const answer = await fetch(path, request);
    const body = await answer.json();
    return answer.ok ? { body } : { problem: body.detail || body.error || `status ${answer.status}` };
  } catch (broken) {
    return { problem: "The application does not answer. Try again in a moment.", broken };
  }
}

// ---- the form

function addFiles(files) {
  if (sending) {
    return;
  }
  clearErrors();
  const left = [];
  for (const file of files) {
    if (file.type && !ACCEPTED.includes(file.type)) {
      left.push(`${file.name} is left out: it is no PNG, JPEG or WebP picture.`);
    } else if (file.size > limits.largestPicture) {
      left.push(`${file.name} is left out: it is larger than ${megabytes(limits.largestPicture)}.`);
    } else if (chosen.length === limits.mostPictures) {
      left.push(`${file.name} is left out: ${limits.mostPictures} pictures are the most.`);
    } else {
      addPicture(file);
    }
  }
  if (left.length > 0) {
    formError(left.join("\n"));
  }
}

function addPicture(file) {
  const item = byId("picture-template").content.firstElementChild.cloneNode(true);
  const picture = { file, item, caption: item.querySelector("textarea"), error: item.querySelector(".error"), url: URL.createObjectURL(file) };
  const image = item.querySelector("img");
  image.addEventListener("error", () => image.replaceWith("cannot be shown"));
  image.src = picture.url;
  picture.caption.value = file.name.replace(/\.[^.]*$/, "").replace(/[-_]+/g, " ");
  picture.caption.setAttribute("aria-label", `Caption of ${file.name}`);
  const remove = item.querySelector(".remove");
  remove.setAttribute("aria-label", `Remove ${file.name}`);
  remove.addEventListener("click", () => removePicture(picture));
  chosen.push(picture);
  byId("chosen").append(item);
  lookSoon();
}

function removePicture(picture) {
  const index = chosen.indexOf(picture);
  chosen.splice(index, 1);
  picture.item.remove();
  URL.revokeObjectURL(picture.url);
  lookSoon();
  const next = chosen[Math.min(index, chosen.length - 1)];
  (next ? next.item.querySelector(".remove") : byId("files")).focus();
}

function clearErrors() {
  byId("form-error").hidden = true;
  document.querySelectorAll("#start [aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  chosen.forEach((picture) => {
    picture.error.hidden = true;
  });
}

function formError(text, field) {
  byId("form-error").textContent = text;
  byId("form-error").hidden = false;
  if (field) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
}

function showProblem(problem) {
  const text = problem.detail || problem.error || "The application refused the form.";
  const one = /^(pictures|captions)\[(\d+)\]$/.exec(problem.field || "");
  const picture = one && chosen[Number(one[2])];
  if (picture) {
    const words = problem.bound ? `must be ${problem.bound}` : text;
    picture.error.textContent = `It ${words}.`;
    picture.error.hidden = false;
    formError(`${one[1] === "captions" ? "The caption of " : ""}${picture.file.name} ${words}.`, picture.caption);
  } else {
    formError(text, problem.field && byId("start").elements.namedItem(problem.field));
  }
}

function checked() {
  if (chosen.length === 0) {
    formError("Choose at least one picture.", byId("files"));
    return false;
  }
  const silent = chosen.find((picture) => !picture.caption.value.trim());
  if (silent) {
    formError(`${silent.file.name} needs a caption.`, silent.caption);
    return false;
  }
  if (!byId("name").value.trim()) {
    formError("Give the training a name.", byId("name"));
    return false;
  }
  return true;
}

// what is sent is what was looked at, and nobody changes it meanwhile
async function submit(event) {
  event.preventDefault();
  clearErrors();
  if (sending || !checked()) {
    return;
  }
  const form = filled();
  let { report } = look;
  hold(true);
  if (!report) {
    stopLooking();
    report = await lookAt(form);
  }
  if (report && report.errors.length > 0) {
    hold(false);
    byId("flaws").focus();
  } else {
    send(form);
  }
}

function hold(held) {
  sending = held;
  byId("fields").disabled = held;
}

function filled() {
  const form = new FormData();
  ["name", "baseModel", "steps"].forEach((field) => form.append(field, byId(field).value));
  chosen.forEach((picture) => {
    form.append("caption", picture.caption.value);
    form.append("picture", picture.file, picture.file.name);
  });
  return form;
}

// ---- a look before the start, once the form has been left alone for a moment

const SETTLED_MILLIS = 800;
let look = { timer: 0, abort: new AbortController(), report: null };
let sending = false;

function stopLooking() {
  clearTimeout(look.timer);
  look.abort.abort();
  look = { timer: 0, abort: new AbortController(), report: null };
  byId("preflight").hidden = true;
  byId("submit").disabled = false;
}

function lookSoon() {
  stopLooking();
  if (chosen.length > 0 && byId("name").value.trim()) {
    look.timer = setTimeout(() => lookAt(filled()), SETTLED_MILLIS);
  }
}

// gives the report; null when there is none, which keeps nobody from a start
async function lookAt(form) {
  const mine = look;
  const answer = await ask("/api/preflight", { method: "POST", body: form, signal: mine.abort.signal });
  if (mine === look && answer.body) {
    look.report = answer.body;
    showPreflight(answer.body);
  } else if (mine === look) {
    showFlaws([{ kind: "error", message: answer.problem }], "");
  }
  return mine.report;
}

function showPreflight(report) {
  const flaws = ["error", "warning"].flatMap((kind) => report[`${kind}s`].map(({ message }) => ({ kind, message })));
  const time = report.seconds === null ? "" : `, about ${span(report.seconds)}`;
  const cost = report.cost === null ? "" : `, $${report.cost} with one drawing`;
  showFlaws(flaws, `${count(report.uploads, "picture")} of ${size(report.bytes)} in all, one training${time}${cost}.`);
  byId("submit").disabled = report.errors.length > 0;
}

function showFlaws(flaws, estimate) {
  byId("flaws").replaceChildren(...flaws.map(({ kind, message }) => {
    const item = document.createElement("li");
    item.className = kind;
    item.textContent = message;
    return item;
  }));
  byId("estimate").textContent = estimate;
  byId("preflight").hidden = false;
}

// fetch does not tell how much was sent
function send(form) {
  const request = new XMLHttpRequest();
  const done = () => {
    byId("sending").hidden = true;
    hold(false);
  };
  request.open("POST", "/api/trainings");
  request.responseType = "json";
  request.upload.onprogress = (sent) => {
    byId("sending-bar").value = sent.lengthComputable ? (sent.loaded / sent.total) * 100 : 0;
  };
  request.onload = () => {
    done();
    if (request.status === 201) {
      started(request.response);
    } else {
      showProblem(request.response || {});
    }
  };
  request.onerror = () => {
    done();
    formError("The connection broke. If the training was begun it shows in the list; if not, start it again.");
  };
  byId("sending").hidden = false;
  byId("sending-bar").value = 0;
  request.send(form);
}

function started(view) {
  stopLooking();
  [...chosen].forEach((picture) => {
    picture.item.remove();
    URL.revokeObjectURL(picture.url);
  });
  chosen.length = 0;
  byId("name").value = "";
  const training = trainings.get(view.training) || upsert(view);
  training.card.focus({ preventScroll: true });
  training.card.scrollIntoView({ block: "nearest" });
}

function setUpForm() {
  const drop = byId("drop");
  byId("start").addEventListener("submit", submit);
  byId("start").addEventListener("input", (event) => event.target.id !== "files" && lookSoon());
  byId("files").addEventListener("change", (event) => {
    addFiles(event.target.files);
    event.target.value = "";
  });
  ["dragenter", "dragover"].forEach((kind) => drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, () => drop.classList.remove("over")));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    addFiles(event.dataTransfer.files);
  });
}

async function setUpOptions() {
  const { body } = await ask("/api/options", {});
  if (!body) {
    formError("The application does not answer. Reload the page in a moment.");
    return;
  }
  limits = body;
  byId("most-pictures").textContent = limits.mostPictures;
  byId("largest-picture").textContent = megabytes(limits.largestPicture);
  byId("steps").max = limits.mostSteps;
  byId("baseModel").replaceChildren(...limits.baseModels.map((name) =>
    new Option(name, name, name === limits.usualBaseModel, name === limits.usualBaseModel)));
}

// ---- words

function count(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function clock(at) {
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function span(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function size(bytes) {
  return bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)}\u00a0KB` : megabytes(bytes);
}

function megabytes(bytes) {
  return `${Math.round(bytes / (1 << 20))}\u00a0MB`;
}

setUpForm();
setUpOptions();
connect();
