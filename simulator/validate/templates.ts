import type { Json } from '../json';
import { isJson } from '../json';
import { checkAction } from './actions';
import type { Findings, Path } from './report';
import { codePoints, grammar, httpsUrl, INVALID, oneOf } from './values';

const PICTURE_WORDS = {
  imageAspectRatio: oneOf('rectangle', 'square'),
  imageSize: oneOf('cover', 'contain'),
};

function checkText(
  findings: Findings,
  owner: Json,
  path: Path,
  name: string,
  max: number,
  required: boolean,
): void {
  const value = owner[name];
  const at = [...path, name];
  if (value === undefined || value === null) findings.add(at, required ? 'must be specified' : undefined);
  else if (typeof value !== 'string') findings.add(at, INVALID);
  else if (value === '') findings.add(at, required ? 'must be non-empty text' : undefined);
  else if (codePoints(value) > max) findings.add(at, `must not be longer than ${max} characters`);
}

function checkCount(
  findings: Findings,
  value: unknown,
  path: Path,
  min: number,
  max: number,
): value is unknown[] {
  if (!Array.isArray(value)) findings.add(path, value === undefined ? 'must be specified' : INVALID);
  else if (value.length > max) findings.add(path, `must not be more than ${max} items`);
  else if (value.length < min) findings.add(path, `must not be less than ${min} items`);
  return Array.isArray(value);
}

function checkActions(findings: Findings, owner: Json, path: Path, min: number, max: number): void {
  const at = [...path, 'actions'];
  const { actions } = owner;
  if (!checkCount(findings, actions, at, min, max)) return;
  actions.forEach((action, index) => checkAction(findings, action, [...at, index], 'template'));
}

const has = (value: unknown) => value !== undefined && value !== null && value !== '';

/** What a buttons template and a column of a carousel have in common. */
function checkCard(findings: Findings, card: Json, path: Path, plainText: number, maxActions: number): void {
  const short = has(card.title) || has(card.thumbnailImageUrl);
  checkText(findings, card, path, 'text', short ? 60 : plainText, true);
  checkText(findings, card, path, 'title', 40, false);
  if (has(card.thumbnailImageUrl))
    findings.add([...path, 'thumbnailImageUrl'], httpsUrl(card.thumbnailImageUrl));
  if (has(card.imageBackgroundColor)) {
    findings.add([...path, 'imageBackgroundColor'], grammar.plainColor(card.imageBackgroundColor));
  }
  if (has(card.defaultAction)) {
    checkAction(findings, card.defaultAction, [...path, 'defaultAction'], 'templateDefault');
  }
  checkActions(findings, card, path, 1, maxActions);
}

function checkPictureWords(findings: Findings, template: Json, path: Path): void {
  for (const [name, check] of Object.entries(PICTURE_WORDS)) {
    if (has(template[name])) findings.add([...path, name], check(template[name]));
  }
}

const actionCount = (column: Json) => (Array.isArray(column.actions) ? column.actions.length : 0);

function checkCarousel(findings: Findings, template: Json, path: Path): void {
  const at = [...path, 'columns'];
  const { columns } = template;
  if (!checkCount(findings, columns, at, 1, 10)) return;
  const first = columns.find(isJson);
  columns.forEach((column, index) => {
    const here = [...at, index];
    if (!isJson(column) || first === undefined) {
      findings.add(here, INVALID);
      return;
    }
    checkCard(findings, column, here, 120, 3);
    if (actionCount(column) !== actionCount(first))
      findings.add([...here, 'actions'], 'size must be the same');
    for (const name of ['title', 'thumbnailImageUrl']) {
      if (has(column[name]) !== has(first[name]))
        findings.add([...here, name], 'must be in all columns or in none');
    }
  });
}

function checkImageCarousel(findings: Findings, template: Json, path: Path): void {
  const at = [...path, 'columns'];
  const { columns } = template;
  if (!checkCount(findings, columns, at, 1, 10)) return;
  columns.forEach((column, index) => {
    const here = [...at, index];
    if (!isJson(column)) {
      findings.add(here, INVALID);
      return;
    }
    findings.add([...here, 'imageUrl'], httpsUrl(column.imageUrl));
    checkAction(findings, column.action, [...here, 'action'], 'imageCarousel');
  });
}

/** Checks the `template` of a template message (line-platform.md §5). */
export function checkTemplate(findings: Findings, value: unknown, path: Path): void {
  if (!isJson(value)) {
    findings.add(path, INVALID);
    return;
  }
  switch (value.type) {
    case 'buttons':
      checkPictureWords(findings, value, path);
      checkCard(findings, value, path, 160, 4);
      break;
    case 'confirm':
      checkText(findings, value, path, 'text', 240, true);
      checkActions(findings, value, path, 2, 2);
      break;
    case 'carousel':
      checkPictureWords(findings, value, path);
      checkCarousel(findings, value, path);
      break;
    case 'image_carousel':
      checkImageCarousel(findings, value, path);
      break;
    default:
      findings.add([...path, 'type'], INVALID);
  }
}
