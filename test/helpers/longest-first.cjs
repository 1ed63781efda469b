const { default: Sequencer } = require('@jest/test-sequencer');

/** Whole journeys take the longest, then what a browser draws: begun first, they leave no core idle at the end. */
const ORDER = ['journeys', 'browser', 'unit'];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = (test) => ORDER.indexOf(test.context.config.displayName?.name);
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
};
