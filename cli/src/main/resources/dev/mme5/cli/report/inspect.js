'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const PAGE = 24;
  const find = id => document.getElementById(id);
  const state = row => row.gate ? 'refused: ' + row.gate : 'kept';
  const keys = {
    state: {all: 'Kept and refused', of: state},
    task: {all: 'All tasks', of: row => row.task},
    pair: {all: 'All pairs', of: row => row.pair},
    language: {all: 'All languages', of: row => row.languageName || row.language},
    origin: {all: 'From anywhere', of: row => row.origin},
  };
  const chosen = {};
  let words = [];
  let page = 0;

  const textOf = row => [row.id, row.instruction, row.reason, ...[row.query, row.positive, ...row.negatives].map(side => side.text || '')]
    .join('\n').toLowerCase();
  data.rows.forEach(row => { row.words = textOf(row); });

  const matches = (row, except) => Object.keys(keys).every(key => key === except || !chosen[key] || keys[key].of(row) === chosen[key])
    && (!find('revised').checked || row.revised) && words.every(word => row.words.includes(word));

  const element = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const phrase = (tag, name, language, text) => {
    const made = element(tag, name, text);
    made.lang = language;
    made.dir = language === 'en' ? 'ltr' : 'auto';
    return made;
  };

  function fill(key) {
    const select = find(key);
    const counts = new Map();
    data.rows.filter(row => matches(row, key)).forEach(row => {
      const value = keys[key].of(row);
      if (value) counts.set(value, (counts.get(value) || 0) + 1);
    });
    if (chosen[key] && !counts.has(chosen[key])) counts.set(chosen[key], 0);
    select.replaceChildren(new Option(keys[key].all, ''));
    [...counts.keys()].sort((a, b) => a.localeCompare(b)).forEach(value => select.add(new Option(`${value} (${counts.get(value)})`, value)));
    select.value = chosen[key] || '';
    select.classList.toggle('set', Boolean(chosen[key]));
    select.hidden = counts.size < 2 && !chosen[key];
  }

  function picture(number) {
    if (!data.pictures[number]) return element('span', 'missing', '(picture gone)');
    const image = element('img');
    image.src = data.pictures[number];
    image.alt = '';
    image.loading = 'lazy';
    return image;
  }

  function column(role, side, language) {
    const box = element('div', 'content ' + role.replace(' ', '-'));
    if (side.pictures.length) {
      const pictures = element('div', 'pictures');
      side.pictures.forEach(number => pictures.append(picture(number)));
      box.append(pictures);
    }
    if (side.text) box.append(phrase('p', '', language, side.text));
    const made = element('div', 'column');
    made.append(element('h4', '', role), box);
    return made;
  }

  function list(pairs, language) {
    const made = element('dl');
    pairs.filter(pair => pair[1]).forEach(([term, text, changed]) =>
      made.append(element('dt', '', term), phrase('dd', changed ? 'changed' : '', language, text)));
    return made;
  }

  function step(title, inner) {
    const made = element('div', 'step');
    made.append(element('h5', '', title), ...inner);
    return made;
  }

  const draftOf = row => ({
    instruction: row.instruction, query: row.query.text || '', positive: row.positive.text || '',
    hardNegative: row.negatives.length ? row.negatives[0].text || '' : ''});
  const NAMES = {instruction: 'instruction', query: 'query', positive: 'positive', hardNegative: 'hard negative'};

  function thinking(row) {
    const details = element('details');
    const summary = element('summary', '', 'What the teacher wrote on the way');
    details.append(summary);
    details.addEventListener('toggle', () => {
      if (details.childElementCount > 1) return;
      const inner = element('div', 'thinking');
      const pictures = [row.query, row.positive, ...row.negatives].flatMap(side => side.pictures);
      row.thinking.interpretations.forEach((seen, i) => inner.append(step('Interpretation: ' + (NAMES[seen.role] || seen.role),
        [...(i < pictures.length ? [picture(pictures[i])] : []), list([['general', seen.generalDescription], ['details', seen.objectDetails],
          ['context', seen.contextualFeatures], ['ideas', seen.brainstorm]], row.language)])));
      const draft = row.thinking.draft;
      const last = draftOf(row);
      inner.append(step('Draft', [list(Object.keys(NAMES).map(key => [NAMES[key], draft[key], draft[key] !== last[key]]), row.language)]));
      const judged = row.thinking.evaluation;
      inner.append(step('Evaluation', [list([['relevance', judged.relevance], ['plausibility', judged.plausibility], ['clarity', judged.clarity],
        ['diversity', judged.diversity], ['to improve', row.thinking.improvements]], 'en')]));
      inner.append(step('Revision', [list(Object.keys(NAMES).map(key => [NAMES[key], last[key], draft[key] !== last[key]]), row.language)]));
      details.append(inner);
    });
    return details;
  }

  function card(row) {
    const made = element('article', 'row' + (row.gate ? ' refused' : ''));
    const badges = element('p', 'badges');
    badges.append(element('span', 'badge task', row.task), element('span', 'badge', row.pair),
      element('span', 'badge', row.languageName || row.language));
    if (row.revised) badges.append(element('span', 'badge revised', 'revised'));
    if (row.gate) badges.append(element('span', 'badge gate', 'refused: ' + row.gate));
    badges.append(element('span', 'id', row.id));
    made.append(badges);
    if (row.instruction) made.append(element('p', 'instruction', row.instruction));
    const columns = element('div', 'columns');
    const filled = side => side.text || side.pictures.length;
    if (filled(row.query)) columns.append(column('query', row.query, row.language));
    if (filled(row.positive)) columns.append(column('positive', row.positive, row.language));
    row.negatives.forEach(side => columns.append(column('hard negative', side, row.language)));
    made.append(columns);
    if (row.reason) made.append(element('p', 'reason', row.reason));
    if (row.thinking) made.append(thinking(row));
    if (row.origin) made.append(element('p', 'origin', row.origin));
    return made;
  }

  function show() {
    Object.keys(keys).forEach(fill);
    const found = data.rows.filter(row => matches(row));
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(page, pages - 1);
    find('rows').replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(card));
    if (!found.length) find('rows').append(element('p', 'nothing', 'No row matches.'));
    const where = found.length ? `${page * PAGE + 1} to ${Math.min(found.length, (page + 1) * PAGE)} of ${found.length}` : 'none';
    ['where', 'where2'].forEach(id => { find(id).textContent = where; });
    ['back', 'back2'].forEach(id => { find(id).disabled = page === 0; });
    ['next', 'next2'].forEach(id => { find(id).disabled = page >= pages - 1; });
  }

  function turn(by) {
    page = Math.max(0, page + by);
    show();
    find('filters').scrollIntoView();
  }

  Object.keys(keys).forEach(key => find(key).addEventListener('change', event => { chosen[key] = event.target.value; page = 0; show(); }));
  find('revised').addEventListener('change', () => { page = 0; show(); });
  let waiting;
  find('search').addEventListener('input', event => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean); page = 0; show(); }, 150);
  });
  find('filters').addEventListener('submit', event => event.preventDefault());
  find('filters').addEventListener('reset', () => {
    Object.keys(keys).forEach(key => { delete chosen[key]; });
    words = [];
    page = 0;
    setTimeout(show);
  });
  ['back', 'back2'].forEach(id => find(id).addEventListener('click', () => turn(-1)));
  ['next', 'next2'].forEach(id => find(id).addEventListener('click', () => turn(1)));
  show();
})();
