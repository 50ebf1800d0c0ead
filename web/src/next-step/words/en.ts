export const words = {
  title: 'Next step',
  missing: 'No next step',
  kind: 'Kind of next step',
  subject: 'What comes next',
  time: 'Time',
  /** Over the days, each of which saves at once. */
  when: 'When?',
  days: {
    tomorrow: 'Tomorrow',
    in_three_days: 'In 3 days',
    next_week: 'Next week',
    in_two_weeks: 'In 2 weeks',
    end_of_month: 'End of the month',
    end_of_next_month: 'End of next month',
  },
  /** To leave the next step for later, and what becomes of it. */
  later: 'Later',
  laterHint: 'It stands on Today until it has one.',
  pick: 'Another day',
  kinds: { call: 'Call', task: 'Task', visit: 'Visit', meeting: 'Meeting' },
  /** What is proposed as the subject, for whom it concerns. */
  proposals: {
    call: (whom: string) => `Call ${whom}`,
    task: (whom: string) => `Write to ${whom}`,
    visit: (whom: string) => `Visit ${whom}`,
    meeting: (whom: string) => `Meet ${whom}`,
  },
  outcomes: {
    answered: 'Spoke',
    no_answer: 'No answer',
    done: 'Done',
    rescheduled: 'Reschedule',
  },
  outcome: 'Outcome',
  mood: 'Mood',
  note: 'What was said',
  notePlaceholder: 'What was said, what was agreed…',
  noteReason: 'Why it is put off (optional)',
  withoutStep: 'Save without a next step',
  rescheduleTo: 'Put it off to',
  planned: (subject: string) => `Planned: ${subject}`,
  doneNotice: (subject: string) => `Done: ${subject}`,
  rescheduledNotice: (subject: string) => `Put off: ${subject}`,
  subjectMissing: 'Say in a few words what comes next.',
}

export type Words = typeof words
