import type { Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { forDuty } from '../../duties/duties';
import type { PlanImporter } from '../import/importer';
import type { ImportAnswers } from './import-plan-check';
import { askSeen, orderOf, seenField } from './import-plan-check';
import { askHeading, headingsField, planFileField, planYearField } from './import-plan-fields';
import { receipt } from './import-plan-receipt';

/**
 * Who brings in plans sends the file: it is read and shown row by row, headings nobody knows are asked for once,
 * and only the review card's button, the second one, writes.
 */
export function importPlanFlow({ importer }: { importer: PlanImporter }): Flow<ImportAnswers> {
  return defineFlow<ImportAnswers>({
    name: 'import-plan',
    version: 1,
    start: 'file',
    title: 'measures.import.title',
    send: 'measures.import.send',
    warns: 'measures.import.warning',
    idleMinutes: 24 * 60,
    mayStart: forDuty('import-plans'),
    takes: { file: 'file' },
    steps: {
      file: {
        ask: 'measures.import.askFile',
        title: 'measures.import.file',
        field: planFileField(importer),
        forgets: ['year', 'headings', 'seen'],
        next: ({ answers }) => (answers.file?.fiscalYear === undefined ? 'year' : afterYear(answers)),
      },
      year: {
        ask: 'measures.import.askYear',
        title: 'measures.import.year',
        field: planYearField(),
        forgets: ['seen'],
        next: ({ answers }) => afterYear(answers),
      },
      headings: {
        ask: ({ answers }) => askHeading(answers.headings?.left ?? answers.file?.headings ?? []),
        title: 'measures.import.headings',
        field: headingsField(),
        optional: true,
        forgets: ['seen'],
        next: 'seen',
      },
      seen: {
        ask: (turn) => askSeen(importer, turn),
        title: 'measures.import.seen',
        field: seenField(importer),
        next: 'review',
      },
    },
    prefill: ({ files: [file] = [] }) =>
      file === undefined ? undefined : { file: { ...file, headings: [], years: [] } },
    finish: async (answers, { actor }) =>
      receipt(await importer.carryOut(actor, orderOf(answers)), actor.locale),
  });
}

/** Headings are asked for where there are unknown ones. */
function afterYear({ file }: Partial<ImportAnswers>): 'headings' | 'seen' {
  return file === undefined || file.headings.length > 0 ? 'headings' : 'seen';
}
