"use strict";
const chosen = [...document.querySelectorAll("select[data-by]")];
const errors = [...document.querySelectorAll("#errors li")];
const shown = document.getElementById("shown");

function filter() {
  let number = 0;
  for (const error of errors) {
    const fits = chosen.every((select) => !select.value || error.dataset[select.dataset.by] === select.value);
    error.hidden = !fits;
    if (fits) number += 1;
  }
  shown.textContent = String(number);
}

for (const select of chosen) select.addEventListener("change", filter);
filter();
