// Filters, search, links that open what they point at, and buttons that copy a command. The page says all without it.
(() => {
  'use strict';
  const results = Array.from(document.querySelectorAll('details.r'));
  const areas = Array.from(document.querySelectorAll('.area'));
  const form = document.getElementById('filters');
  const shown = document.getElementById('shown');
  const texts = new Map();  // read when first needed: most visits search nothing

  const textOf = (result) => {
    if (!texts.has(result)) texts.set(result, result.textContent.toLowerCase());
    return texts.get(result);
  };

  const apply = () => {
    const wanted = new FormData(form);
    const verdicts = wanted.getAll('verdict');
    const words = wanted.get('q').toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const area of areas) {
      let visible = false;
      for (const result of area.querySelectorAll('details.r')) {
        const fits = (!wanted.get('area') || area.dataset.area === wanted.get('area')) &&
            (!wanted.get('level') || result.dataset.level === wanted.get('level')) &&
            verdicts.some((verdict) => result.classList.contains(verdict)) &&
            words.every((word) => textOf(result).includes(word));
        result.hidden = !fits;
        visible = visible || fits;
        count += fits ? 1 : 0;
      }
      area.hidden = !visible;
    }
    shown.textContent = `${count} of ${results.length} shown`;
  };

  // A link may point into what is closed or filtered away.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden || target.closest('[hidden]')) {
      form.reset();
      apply();
    }
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
    }
    target.scrollIntoView();
    const summary = target.querySelector('summary');
    if (summary) summary.focus({preventScroll: true});
  };

  const addCopyButtons = (block) => {
    if (!navigator.clipboard) return;
    for (const command of block.querySelectorAll('.cmd')) {
      if (command.nextElementSibling?.tagName === 'BUTTON') continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Copy';
      button.addEventListener('click', () => navigator.clipboard.writeText(command.textContent).then(
          () => { button.textContent = 'Copied'; }, () => { button.textContent = 'Not allowed'; }));
      command.after(button);
    }
  };

  form.hidden = false;
  let pending = 0;
  form.addEventListener('input', () => {
    clearTimeout(pending);
    pending = setTimeout(apply, 80);
  });
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('toggle', (event) => {
    if (event.target.open && event.target.classList.contains('r')) addCopyButtons(event.target);
  }, true);
  addEventListener('hashchange', open);
  addEventListener('load', open);  // behind the browser's own look at the link, which would take the focus
  apply();
})();
