// Live renewal, keys, the chart. Everything can be read without this file.
"use strict";

(() => {
  const body = document.body;

  // --- live: when the server says that something changed, parts of the page are asked for again.

  const isBusy = () => {
    const active = document.activeElement;
    const typing = active && active.closest("[data-renew]") && active.matches("input, select, textarea");
    return typing || document.hidden || String(window.getSelection()).length > 0 || document.querySelector("dialog[open]");
  };

  let due = false;
  let lastRenewal = 0;

  // What is open or focused stays so.
  const renewPart = async (part) => {
    const address = location.pathname + location.search;
    const answer = await fetch(address, { headers: { "HX-Request": "true", "X-Live": "1" } });
    if (answer.status === 401) {
      location.reload();
      return;
    }
    if (!answer.ok) return;
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
    if (!fresh || !part.isConnected || isBusy()) return;
    const open = [...part.querySelectorAll("details")].map((each) => each.open);
    const focused = document.activeElement?.getAttribute("href");
    const scroll = part.querySelector(".table")?.scrollLeft;
    part.replaceWith(fresh);
    fresh.querySelectorAll("details").forEach((each, at) => { each.open = open[at] ?? false; });
    if (scroll) fresh.querySelector(".table").scrollLeft = scroll;
    if (focused) [...fresh.querySelectorAll("a[href]")].find((each) => each.getAttribute("href") === focused)?.focus({ preventScroll: true });
    window.htmx?.process(fresh);
  };

  const renew = async () => {
    if (!due || isBusy() || Date.now() - lastRenewal < 1000) return;
    due = false;
    lastRenewal = Date.now();
    try {
      for (const part of document.querySelectorAll("[data-renew]")) await renewPart(part);
      await drawChart();
    } catch {
      due = true;
    }
  };

  if (body.dataset.live !== undefined && window.EventSource) {
    const lost = document.getElementById("lost");
    const source = new EventSource("/live");
    source.addEventListener("changed", () => { due = true; });
    source.addEventListener("open", () => { lost.textContent = ""; });
    source.addEventListener("error", () => { lost.textContent = body.dataset.lost; });
    setInterval(renew, 500);
    // Durations and “3 min ago” move on even when nothing happens.
    setInterval(() => { due = true; }, 15000);
    addEventListener("pagehide", () => source.close());
  }

  // --- keys

  const places = { d: "/", j: "/worker-manager/jobs", q: "/worker-manager/queues", s: "/worker-manager/settings", r: "/records" };
  const help = document.getElementById("help");
  let afterG = false;

  const moveRow = (step) => {
    const links = [...document.querySelectorAll(".row-link")];
    if (links.length === 0) return;
    const at = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at + step))].focus();
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea") || help?.open) return;
    if (afterG && places[event.key]) {
      location.assign(places[event.key]);
      return;
    }
    afterG = event.key === "g";
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      event.preventDefault();
      if (search) search.focus();
      else location.assign(places.j + "#text");
    } else if (event.key === "?") {
      help?.showModal();
    } else if (event.key === "j") {
      moveRow(1);
    } else if (event.key === "k") {
      moveRow(-1);
    }
  });

  if (location.hash === "#text") document.querySelector("[data-search]")?.focus();

  const helpButton = document.querySelector("[data-help]");
  if (helpButton) {
    helpButton.hidden = false;
    helpButton.addEventListener("click", () => help.showModal());
  }

  // A click anywhere on a row opens it, unless it was meant for something else.
  addEventListener("click", (event) => {
    const row = event.target.closest?.("table.rows tbody tr");
    if (!row || event.target.closest("a, button, input, form") || String(window.getSelection()).length > 0) return;
    row.querySelector(".row-link")?.click();
  });

  // A record without a thumbnail shows none, rather than a broken picture.
  addEventListener("error", (event) => {
    if (event.target.tagName === "IMG") event.target.classList.add("missing");
  }, true);

  // --- the chart

  let chart = null;

  const drawChart = async () => {
    const place = document.getElementById("chart");
    if (!place || !window.uPlot) return;
    const answer = await fetch(place.dataset.chart, { headers: { "X-Live": "1" } });
    if (!answer.ok) return;
    const [times, done, again, failed] = await answer.json();
    const sum = (...parts) => times.map((_, at) => parts.reduce((all, part) => all + part[at], 0));
    // One upon the other; the chart draws the tallest first.
    const data = [times, sum(done, again, failed), sum(done, again), done];
    const raw = [times, failed, again, done];
    if (chart) {
      chart.raw = raw;
      chart.setData(data);
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    const bars = window.uPlot.paths.bars({ size: [0.8, 24] });
    const serie = (label, name) => ({
      label, stroke: color(name), fill: color(name), width: 0, paths: bars, points: { show: false },
      value: (self, _value, index, at) => (at === null || at === undefined ? "–" : self.raw[index][at]),
    });
    const axis = { stroke: color("--soft"), grid: { stroke: color("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
    const clock = (time) => new Date(time * 1000).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
    const size = () => ({ width: place.clientWidth, height: 180 });
    chart = new window.uPlot({
      ...size(),
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { range: (_self, min, max) => [min - 30, max + 30] }, y: { range: (_self, _min, max) => [0, Math.max(5, max)] } },
      axes: [{ ...axis, values: (_self, times) => times.map(clock) }, { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] }],
      series: [
        { label: place.dataset.minute, value: (_self, time) => (time ? clock(time) : "–") },
        serie(place.dataset.failed, "--bad"), serie(place.dataset.again, "--warn"), serie(place.dataset.done, "--good"),
      ],
    }, data, place);
    chart.raw = raw;
    chart.setData(data);
    new ResizeObserver(() => chart.setSize(size())).observe(place);
  };

  drawChart();
})();
