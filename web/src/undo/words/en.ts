export const words = {
  title: 'Take back',
  touches: 'What goes back',
  parts: {
    create: (what: string) => `${what}: deleted again`,
    update: (what: string) => `${what}: back to what stood there`,
    delete: (what: string) => `${what}: brought back`,
    restore: (what: string) => `${what}: deleted again`,
  },
  until: (when: string) => `Can be taken back until ${when}.`,
  none: 'Nobody has changed any of it since.',
  conflicts: (count: number) =>
    count === 1
      ? 'One thing was changed since. What is to become of it?'
      : `${count} things were changed since. What is to become of them?`,
  keepAll: 'Keep all',
  undoAll: 'Take all back',
  keep: 'Keep',
  undo: 'Take back',
  choiceFor: (what: string) => `What becomes of ${what}`,
  before: 'Was',
  written: 'Set to',
  now: 'Is now',
  changedBy: (who: string, when: string) => `${who}, ${when}`,
  somebody: 'somebody',
  made: 'Was made then and changed since: it stays, or goes with its changes.',
  used: 'Was made then, and others have added to it or point to it since: it stays, or goes all the same.',
  gone: 'Is gone for good and stays so.',
  hidden: 'You may not see this: it stays as it is.',
  unseen: 'A record that you may not see',
  more: 'Show more',
  rest: (count: number) => `${count} more are not shown:`,
  submit: 'Take back',
  changed: 'Somebody has just changed more of it. Look again before you go on.',
}

export type Words = typeof words
