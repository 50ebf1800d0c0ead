export const words = {
  with: (provider: string) => `Sign in with ${provider}`,
  withOf: (provider: string, company: string) => `${provider}, ${company}`,
  or: 'or',
  find: 'Sign in with your company’s account',
  typeAddress: 'Type your e-mail above first: its last part says with which account your company signs in.',
  noneFound: 'No company account is known for addresses like this one. Sign in with your password.',
  endedTitle: 'You are signed out of Tendero',
  endedLead: 'On this device you may still be signed in to your company’s account.',
  endThere: 'Sign out there too',
  againTitle: 'Show who you are again',
  againLead:
    'Your company’s account has to say once more that it is you, before this is changed. You come back here, and do it again.',
  again: 'Sign in again',
  refusedTitle: 'You could not be signed in',
  refusals: {
    email_missing:
      'Your company’s account does not tell your e-mail address. Ask your administrator to have it passed on.',
    email_not_verified:
      'Your company’s account does not say that your e-mail address is verified. Ask your administrator.',
    domain_not_allowed: 'Addresses like yours are not let in by this account. Ask your administrator.',
    not_a_member: 'You are not in Tendero yet. Ask your administrator to invite you.',
    not_active: 'You were deactivated in Tendero. Ask your administrator if this is a mistake.',
    no_role: 'Nobody has said which role you are to have. Ask your administrator.',
    sign_in_expired: 'This took too long, or was begun in another window. Try again.',
    sign_in_not_valid:
      'The answer of your company’s account could not be trusted. Try again; if it stays so, tell your administrator.',
    provider_refused: 'Your company’s account did not let you in, or you cancelled.',
    provider_failed:
      'Your company’s account reported an error. Your administrator can try the connection out in the settings.',
    provider_unreachable: 'Your company’s account cannot be reached just now. Try again in a moment.',
    not_found: 'This way to sign in is no longer there.',
    other: 'Something went wrong. Try again; if it stays so, tell your administrator.',
  },
}

export type Words = typeof words
