import type { Office } from '../../src/core/posts';
import { OFFICES } from '../../src/core/posts';
import { text } from '../../src/core/texts';
import type { Duty } from '../../src/duties/table';
import { ALL_DUTIES, DUTIES, scopeOf } from '../../src/duties/table';
import { officeKey } from '../../src/people/rules';

const CELL = { all: 'all', unit: 'own unit', none: '–' } as const;

const BEFORE = `# Who may do what

Printed from \`src/duties/table.ts\` by \`npm run docs:duties\`; a test fails when this page is not what that prints.
Every cell is tested through the service behind it (\`test/duties/cells.test.ts\`).

- What has no line is open to everybody, citizens included: filing a complaint, following it, asking for help, choosing a
  language, using an invitation code, seeing what is kept about oneself.
- **all**: in every matter of the organisation. **own unit**: in matters of the unit of the post, and of those that every unit
  shares. **–**: not at all; what one may not see is as if it were not there.
- A person holds any number of posts, in several organisations, appointed or acting (รักษาราชการแทน), each with its first day
  and perhaps its last; who acts in an office may do what its holder may. Together they allow what any of them allows.
- The operator, who works on the machine itself, may do by script what the lines \`invite\`, \`appoint-custodians\`,
  \`manage-people\` and \`import-plans\` allow.
- Whoever a matter is about can be shut out of it, with everybody below them: of a lower rank by any of their posts, in the
  same unit; clerk and executive stand over all units. Whole units can be shut out too. Custodians and administrators stand
  outside the line of authority.
- An organisation keeps at least one person who may \`manage-people\`: the last such post cannot be ended.

`;

/** The table of duties as a page for people, `docs/duties.md`. */
export function dutyPage(): string {
  const head = ['duty', 'who has it may …', ...OFFICES.map(headOf)];
  const rows = ALL_DUTIES.map((duty) => [
    `\`${duty}\``,
    DUTIES[duty].may,
    ...OFFICES.map((office) => cellOf(office, duty)),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${BEFORE}${lines.join('\n')}\n`;
}

function headOf(office: Office): string {
  return `${office} (${text('th', officeKey(office))})`;
}

function cellOf(office: Office, duty: Duty): string {
  return CELL[scopeOf(office, duty) ?? 'none'];
}
