import type { Json } from '../json';
import { isJson } from '../json';
import { checkAction } from './actions';
import type { Path, ValidationProblem } from './report';
import { dotted, Findings } from './report';
import { codePoints } from './values';

const MAX_AREAS = 20;
const SPECIFY = 'must be specified';

/** Sizes a rich menu and its picture may have (line-platform.md §11). */
export function isRichMenuSize(width: number, height: number): boolean {
  return width >= 800 && width <= 2500 && height >= 250 && width / height >= 1.45;
}

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

function checkSize(findings: Findings, size: unknown): void {
  if (!isJson(size) || !isWhole(size.width) || !isWhole(size.height)) findings.add(['size'], SPECIFY);
  else if (!isRichMenuSize(size.width, size.height)) findings.add(['size'], 'invalid size');
}

function checkText(findings: Findings, menu: Json, name: string, max: number): void {
  const value = menu[name];
  if (typeof value !== 'string' || value === '') findings.add([name], SPECIFY);
  else if (codePoints(value) > max) findings.add([name], `must not be longer than ${max} characters`);
}

function checkBounds(findings: Findings, bounds: unknown, path: Path): void {
  for (const side of ['x', 'y', 'width', 'height']) {
    const value = isJson(bounds) ? bounds[side] : undefined;
    const min = side === 'x' || side === 'y' ? 0 : 1;
    if (!isWhole(value)) findings.add([...path, side], SPECIFY);
    else if (value < min || value > 2500) findings.add([...path, side], `must be between ${min} and 2500`);
  }
}

function checkAreas(findings: Findings, areas: unknown): void {
  if (!Array.isArray(areas)) {
    findings.add(['areas'], SPECIFY);
    return;
  }
  if (areas.length > MAX_AREAS) findings.add(['areas'], `must not be more than ${MAX_AREAS} items`);
  areas.forEach((area: unknown, index) => {
    const path = ['areas', index];
    if (!isJson(area)) {
      findings.add(path, SPECIFY);
      return;
    }
    checkBounds(findings, area.bounds, [...path, 'bounds']);
    checkAction(findings, area.action, [...path, 'action'], 'richMenu');
  });
}

/** Everything LINE would refuse in a rich menu object; an empty list means it would be accepted. */
export function validateRichMenu(menu: unknown): ValidationProblem[] {
  const findings = new Findings();
  if (!isJson(menu)) return [{ layer: 'type', property: '', message: SPECIFY }];
  checkSize(findings, menu.size);
  if (typeof menu.selected !== 'boolean') findings.add(['selected'], SPECIFY);
  checkText(findings, menu, 'name', 300);
  checkText(findings, menu, 'chatBarText', 14);
  checkAreas(findings, menu.areas);
  return findings.all.map(({ path, message }) => ({ layer: 'body', property: dotted(path), message }));
}
