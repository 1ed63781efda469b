import sharp from 'sharp';
import { validateRichMenu } from '../../../simulator/validate';
import { LOCALES } from '../../../src/core/texts';
import { decodePostback } from '../../../src/line/messages/postback';
import { fitLabel } from '../../../src/line/outgoing/rich-menu-label';
import { LARGEST_PICTURE, pictureOf } from '../../../src/line/outgoing/rich-menu-picture';
import {
  hashOf,
  MENU_SIZE,
  menuGroupOf,
  menuPlans,
  richMenuOf,
} from '../../../src/line/outgoing/rich-menu-plan';
import { actor, post } from '../../helpers/actors';

const plans = menuPlans();
const named = plans.map((plan) => [`${plan.group} ${plan.locale}`, plan] as const);

/** Contrast of two colours by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [red = 0, green = 0, blue = 0] = parts.map((each) =>
      each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('the rich menus', () => {
  test('are there for every group of people, in every language', () => {
    expect(plans.map(({ group, locale }) => `${group} ${locale}`)).toEqual(
      ['citizen', 'staff', 'administrator'].flatMap((group) => LOCALES.map((locale) => `${group} ${locale}`)),
    );
  });

  test('are that of the widest office of several', () => {
    const posts = [post('reporter', 'finance'), post('executive')];
    expect(menuGroupOf({ posts })).toBe('administrator');
    expect(menuGroupOf({ posts: [post('custodian'), post('reporter')] })).toBe('staff');
  });

  test('are shown by office', () => {
    expect(
      (['citizen', 'reporter', 'coordinator', 'executive'] as const).map((who) => menuGroupOf(actor(who))),
    ).toEqual(['citizen', 'staff', 'administrator', 'administrator']);
  });

  test.each(named)('are accepted by LINE: %s', (_name, plan) => {
    expect(validateRichMenu(richMenuOf(plan))).toEqual([]);
  });

  test.each(named)('cover the whole picture without overlapping: %s', (_name, { tiles }) => {
    const covered = tiles.reduce((sum, { bounds }) => sum + bounds.width * bounds.height, 0);
    expect(covered).toBe(MENU_SIZE.width * MENU_SIZE.height);
    for (const { bounds } of tiles) {
      expect(bounds.x + bounds.width).toBeLessThanOrEqual(MENU_SIZE.width);
      expect(bounds.y + bounds.height).toBeLessThanOrEqual(MENU_SIZE.height);
    }
  });

  test.each(named)('open what their tiles say: %s', (_name, plan) => {
    const opened = richMenuOf(plan).areas?.map(({ action }) =>
      decodePostback((action as { data?: string }).data),
    );
    expect(opened).toEqual(plan.tiles.map(({ opens }) => ({ kind: 'open', name: opens })));
  });

  test.each(named)('can be told apart by everybody: %s', (_name, { accent, tint }) => {
    expect(contrast('#ffffff', accent)).toBeGreaterThan(4.5);
    expect(contrast(tint, accent)).toBeGreaterThan(4.5);
  });

  test('are the same thing only when they look and do the same', () => {
    expect(new Set(plans.map(hashOf)).size).toBe(plans.length);
    expect(plans.map(hashOf)).toEqual(menuPlans().map(hashOf));
  });

  test('have pictures LINE takes', async () => {
    const [plan] = plans;
    const picture = await pictureOf(plan!);
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', ...MENU_SIZE });
    expect(picture.length).toBeLessThan(LARGEST_PICTURE);
  });
});

describe('a label', () => {
  const measure = (words: string, size: number) => Array.from(words).length * size * 0.5;

  test('is as large as may be on one line', () => {
    expect(fitLabel('Help', 700, measure)).toEqual({ size: 124, lines: ['Help'] });
    expect(fitLabel('Our measures', 700, measure)).toEqual({ size: 116, lines: ['Our measures'] });
  });

  test('is broken at a space rather than made small', () => {
    expect(fitLabel('File a new complaint', 700, measure)).toEqual({
      size: 124,
      lines: ['File a new', 'complaint'],
    });
  });

  test('is broken between Thai words', () => {
    const { lines } = fitLabel('ความพร้อมของรอบ', 500, measure);
    expect(lines).toEqual(['ความพร้อม', 'ของรอบ']);
  });

  test('becomes smaller when it cannot be broken', () => {
    expect(fitLabel('Incomprehensibilities', 840, measure)).toEqual({
      size: 80,
      lines: ['Incomprehensibilities'],
    });
    expect(fitLabel('Incomprehensibilities', 10, measure).size).toBe(64);
  });
});
