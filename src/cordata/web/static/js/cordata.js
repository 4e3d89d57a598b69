/* Makes pages smoother; every page works without it. */
(function () {
  "use strict";
  var live = function (text) {
    var place = document.getElementById("live");
    if (place) { place.textContent = text; }
  };
  document.addEventListener("htmx:before:request", function (event) {
    var target = event.target;
    if (target && target.setAttribute) { target.setAttribute("aria-busy", "true"); }
  });
  document.addEventListener("htmx:finally:request", function (event) {
    var target = event.target; // also when the line is down
    if (target && target.removeAttribute) { target.removeAttribute("aria-busy"); }
  });
  document.addEventListener("htmx:after:swap", function () {
    var heading = document.querySelector("[data-focus]");
    if (heading) { heading.focus(); heading.removeAttribute("data-focus"); live(heading.textContent); }
  });
  document.addEventListener("DOMContentLoaded", function () {
    var errors = document.getElementById("errors");
    if (errors) { errors.focus(); }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu-d[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.removeAttribute("open"); }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    document.querySelectorAll("details.menu-d[open]").forEach(function (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });
}());
