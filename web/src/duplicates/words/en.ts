import type { DuplicateReason } from '@tendero/model/api'

/** In what two records agree: 'same phone', 'first name 92 %'. */
const reasons = {
  traits: {
    family: 'last name',
    given: 'first name',
    company: 'name',
    birthday: 'birthday',
    taxId: 'tax number',
    email: 'e-mail',
    phone: 'phone',
    domain: 'web domain',
    street: 'street',
    city: 'town',
    postcode: 'postcode',
  } satisfies Record<DuplicateReason['trait'], string> as Record<DuplicateReason['trait'], string>,
  same: (trait: string) => `same ${trait}`,
  alike: (trait: string, percent: string) => `${trait} ${percent}`,
  exchanged: 'first and last name exchanged',
  initial: 'first name shortened',
  slip: (trait: string) => `${trait} but for a slip`,
  partly: (trait: string) => `part of the ${trait}`,
  contained: 'one name within the other',
  end: 'phone ends the same',
  box: 'same name before the @',
  streetOnly: 'same street, another number',
  numberOnly: 'same house number',
  different: (trait: string) => `another ${trait}`,
  more: (count: number) => `and ${count} more`,
}

export const words = {
  reasons,
  held: {
    title: 'Perhaps already here',
    lead: 'What you are saving looks like what is here already.',
    save: 'Save all the same',
    open: 'Open this one',
    typing: 'Perhaps already here:',
  },
  score: (percent: string) => `${percent} likely`,
}

export type Words = typeof words
