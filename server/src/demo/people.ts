import type { Random } from '../platform/random.ts'
import { addressPart, keepers, type PipelineFiles, type Table } from './pipeline-files.ts'

/** First and last names by language. */
export type Names = Readonly<Record<string, { readonly first: readonly string[]; readonly last: readonly string[] }>>

interface Person {
  readonly first: string
  readonly last: string
}

function person(names: Names, random: Random): Person {
  const of = names[random.pick(['en', 'en', 'es', 'et'])]
  return { first: random.pick(of?.first ?? []), last: random.pick(of?.last ?? []) }
}

const jobs = [
  'Head of Purchasing',
  'IT Manager',
  'Office Manager',
  'Chief Executive',
  'Operations Lead',
  'Finance Director',
  'Buyer',
]

/** An American number that is nobody's: 555-0100 to 555-0199. */
const phone = (random: Random): string =>
  `+1 ${random.pick(['212', '312', '415', '617', '206'])} 555 01${String(random.between(0, 99)).padStart(2, '0')}`

/** One to three people at each account, looked after by whoever looks after that. */
export function contactsTable(files: PipelineFiles, names: Names, random: Random): Table {
  const keeper = keepers(files)
  const rows = files.accounts.flatMap(({ account = '' }) =>
    Array.from({ length: random.between(1, 3) }, () => {
      const { first, last } = person(names, random)
      const address = `${addressPart(`${first} ${last}`)}@${addressPart(account).replaceAll('.', '')}.example.com`
      return [first, last, account, random.pick(jobs), address, phone(random), keeper(account)]
    }),
  )
  return { header: ['first_name', 'last_name', 'account', 'job_title', 'email', 'phone', 'owner'], rows }
}

const sources = ['website', 'referral', 'event', 'campaign', 'phone', 'social', 'prospecting']
const statuses = ['new', 'new', 'new', 'contacted', 'contacted', 'qualified', 'unqualified']
const businesses = ['Logistics', 'Studio', 'Partners', 'Foods', 'Medical', 'Works', 'Trading']

/** People who asked and are no customers yet. */
export function leadsTable({ teams, products }: PipelineFiles, names: Names, random: Random, count = 60): Table {
  const rows = Array.from({ length: count }, (_, index) => {
    const { first, last } = person(names, random)
    const company = `${person(names, random).last} ${random.pick(businesses)}`
    const status = random.pick(statuses)
    const product = random.pick(products)
    return [
      `L-${String(index + 1).padStart(3, '0')}`,
      first,
      last,
      company,
      `${addressPart(`${first} ${last}`)}@example.org`,
      phone(random),
      status,
      status === 'unqualified' ? random.pick(['No budget', 'Wrong country', 'Only curious']) : '',
      random.pick(sources),
      product.product ?? '',
      product.sales_price ?? '',
      random.pick(teams).sales_agent ?? '',
    ]
  })
  return {
    header: [
      'lead_id',
      'first_name',
      'last_name',
      'company',
      'email',
      'phone',
      'status',
      'reason',
      'source',
      'interest',
      'value',
      'owner',
    ],
    rows,
  }
}
