// Links that open what they point at. The page says all without it.
(() => {
  'use strict';
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
    }
    target.scrollIntoView();
    target.querySelector('summary')?.focus({preventScroll: true});
  };
  addEventListener('hashchange', open);
  addEventListener('load', open);
})();
