import type { AnyRecord, Page } from '@tendero/model'
import type { Company } from './tendero.ts'

/** A few customers, deals and promises, so that every page has something to show. */
export interface World {
  readonly account: AnyRecord
  readonly contact: AnyRecord
  readonly lead: AnyRecord
  readonly deal: AnyRecord
  readonly product: AnyRecord
  readonly stages: readonly AnyRecord[]
}

const day = 86_400_000

/** Writes instants as days of the zone in which stories take place: `2026-11-23`. */
const localDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Madrid' })

/** The day some days from now, as the program writes days. */
export function dayFromNow(days: number): string {
  return new Date(Date.parse(localDay.format(new Date())) + days * day).toISOString().slice(0, 10)
}

export async function populate({ api }: Company): Promise<World> {
  const create = (collection: string, values: object) => api<AnyRecord>('POST', `/${collection}`, values)
  const account = await create('accounts', {
    name: 'Panadería Santa Eulàlia',
    sector: 'Alimentación',
    email: 'hola@santaeulalia.example',
    phone: '+34 971 22 33 44',
    address: { street: 'Carrer de Sant Miquel 12', postcode: '07002', city: 'Palma', country: 'ES' },
  })
  const contact = await create('contacts', {
    firstName: 'Mercè',
    lastName: 'Vidal i Ferrer',
    account: account.id,
    email: 'merce@santaeulalia.example',
  })
  const lead = await create('leads', {
    firstName: 'Toomas',
    lastName: 'Tamm',
    company: 'Tamm ja Pojad',
    email: 'toomas@tamm.example',
    phone: '+372 5551 2345',
    interest: 'Oven service',
  })
  const { items: stages } = await api<Page>('GET', '/stages?sort=position')
  const { items: pipelines } = await api<Page>('GET', '/pipelines')
  const deal = await create('opportunities', {
    name: 'New bread oven',
    account: account.id,
    pipeline: pipelines[0]?.id,
    stage: stages[0]?.id,
    amount: { minor: 1_250_000, currency: 'EUR' },
    closeOn: dayFromNow(30),
  })
  const product = await create('products', {
    name: 'Deck oven, three chambers',
    series: 'Forn',
    price: '11000',
  })
  await create('opportunity-lines', {
    opportunity: deal.id,
    product: product.id,
    quantity: '1',
    unitPrice: '11000',
  })
  await create('calls', {
    subject: 'Ask how the old oven is doing',
    account: account.id,
    contact: contact.id,
    opportunity: deal.id,
    dueAt: new Date(Date.now() - 2 * day).toISOString(),
  })
  await create('tasks', {
    subject: 'Send the brochure',
    lead: lead.id,
    dueAt: new Date(Date.now() + 2 * day).toISOString(),
  })
  await create('notes', { subject: 'Opens at five in the morning', body: 'Call after ten.', account: account.id })
  return { account, contact, lead, deal, product, stages }
}
