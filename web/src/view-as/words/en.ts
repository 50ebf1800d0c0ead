export const words = {
  begin: (name: string) => `See the CRM as ${name}`,
  seeing: (name: string) => `You see the CRM as ${name}.`,
  readOnly: 'Nothing can be changed.',
  until: (time: string) => `Until ${time}.`,
  stop: 'Stop',
  banner: 'Seen as somebody else',
  past: 'Who saw the CRM as you',
  pastLead:
    'Administrators can see what you see, for an hour at most and without changing anything. Each time is noted.',
}

export type Words = typeof words
