import { isJson } from '../json';
import { Fields } from './fields';
import type { Findings, Path } from './report';
import { actionUri, httpsUrl, INVALID } from './values';

const MAX_ACTIONS = 50;
const PLENTY = 100_000;

function checkArea(findings: Findings, value: unknown, path: Path): void {
  if (!isJson(value)) {
    findings.add(path, 'must be specified');
    return;
  }
  const fields = new Fields(value, path, findings);
  fields.number('x', 0, PLENTY);
  fields.number('y', 0, PLENTY);
  fields.number('width', 1, PLENTY);
  fields.number('height', 1, PLENTY);
}

function checkLink(findings: Findings, value: unknown, path: Path): void {
  const tooLong = typeof value === 'string' && value.length > 1000;
  findings.add(path, tooLong ? 'size must be between 0 and 1000' : actionUri(value));
}

function checkAction(findings: Findings, value: unknown, path: Path): void {
  if (!isJson(value)) {
    findings.add(path, INVALID);
    return;
  }
  const fields = new Fields(value, path, findings);
  fields.text('label', 100, false);
  checkArea(findings, value.area, [...path, 'area']);
  if (value.type === 'uri') checkLink(findings, value.linkUri, [...path, 'linkUri']);
  else if (value.type === 'message') fields.text('text', 400);
  else if (value.type === 'clipboard') fields.text('clipboardText', 1000);
  else findings.add([...path, 'type'], INVALID);
}

function checkVideo(findings: Findings, value: unknown, path: Path): void {
  if (!isJson(value)) {
    findings.add(path, INVALID);
    return;
  }
  const fields = new Fields(value, path, findings);
  fields.url('originalContentUrl', httpsUrl);
  fields.url('previewImageUrl', httpsUrl);
  checkArea(findings, value.area, [...path, 'area']);
  const { externalLink } = value;
  if (externalLink === undefined) return;
  if (!isJson(externalLink)) {
    findings.add([...path, 'externalLink'], INVALID);
    return;
  }
  checkLink(findings, externalLink.linkUri, [...path, 'externalLink', 'linkUri']);
  new Fields(externalLink, [...path, 'externalLink'], findings).text('label', 30);
}

/** Checks an imagemap message (line-platform.md §4). */
export function checkImagemap(fields: Fields): void {
  const { owner, findings } = fields;
  fields.url('baseUrl', httpsUrl);
  fields.text('altText', 1500);
  if (!isJson(owner.baseSize)) findings.add(fields.at('baseSize'), 'May not be empty');
  else {
    const size = new Fields(owner.baseSize, fields.at('baseSize'), findings);
    size.number('width', 1040, 1040);
    size.number('height', 1, PLENTY);
  }
  if (owner.video !== undefined) checkVideo(findings, owner.video, fields.at('video'));
  const { actions } = owner;
  if (!Array.isArray(actions)) findings.add(fields.at('actions'), 'May not be empty');
  else if (actions.length > MAX_ACTIONS) {
    findings.add(fields.at('actions'), `must not be more than ${MAX_ACTIONS} items`);
  } else actions.forEach((each, index) => checkAction(findings, each, fields.at('actions', index)));
}
