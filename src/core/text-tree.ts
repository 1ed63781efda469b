import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type common from '../../locales/th/common.json';
import type complaints from '../../locales/th/complaints.json';
import type conversation from '../../locales/th/conversation.json';
import type line from '../../locales/th/line.json';
import type listening from '../../locales/th/listening.json';
import type measures from '../../locales/th/measures.json';
import type openers from '../../locales/th/openers.json';
import type organizations from '../../locales/th/organizations.json';
import type people from '../../locales/th/people.json';
import type questions from '../../locales/th/questions.json';
import type reminders from '../../locales/th/reminders.json';
import type sample from '../../locales/th/sample.json';
import { projectRoot } from './project-root';

/** The shape of all texts, one branch per file of `locales/th` (the source language). */
export interface TextTree {
  common: typeof common;
  conversation: typeof conversation;
  complaints: typeof complaints;
  line: typeof line;
  listening: typeof listening;
  measures: typeof measures;
  openers: typeof openers;
  organizations: typeof organizations;
  people: typeof people;
  questions: typeof questions;
  reminders: typeof reminders;
  sample: typeof sample;
}

/** Reads all files of one language's folder into one tree. */
export function loadTexts(locale: string): Record<string, unknown> {
  const folder = join(projectRoot, 'locales', locale);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  );
}
