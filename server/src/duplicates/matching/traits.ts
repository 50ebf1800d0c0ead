import { company } from './company-trait.ts'
import { domain, email, phone } from './contact-traits.ts'
import { birthday, family, given, taxId } from './person-traits.ts'
import { city, postcode, street } from './place-traits.ts'
import type { Trait } from './trait.ts'

/** What tells persons apart. */
export const personTraits: readonly Trait[] = [family, given, birthday, taxId, email, phone, street, city, postcode]

/** What tells companies apart. */
export const companyTraits: readonly Trait[] = [company, taxId, domain, email, phone, street, city, postcode]
