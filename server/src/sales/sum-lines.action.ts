import type { Context } from '../kernel/context.ts'
import { Failure } from '../kernel/failure.ts'
import { type Change, isChanging, type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'
import { lineAmount } from './line-amount.ts'
import { type LineFacts, lineFacts, lineSums } from './line-facts.sql.ts'

/** Prices the lines of opportunities, and makes each opportunity's amount the sum of its lines. */
export const lineLifecycle: Lifecycle = {
  object: 'opportunity_line',
  // Others may have put lines beside those that go or come back.
  afterUndo: true,
  async before(ctx, changes) {
    const priced = changes.filter(isPriced)
    if (priced.length === 0) return
    const facts = await lineFacts(ctx, idsOf(priced, 'opportunity'), idsOf(priced.filter(takesPrice), 'product'))
    for (const change of priced) price(ctx, change, facts)
  },
  async after(ctx, changes) {
    const concerned = changes.filter((change) => !change.withParent && (change.verb !== 'update' || isPriced(change)))
    const opportunities = idsOf(concerned, 'opportunity')
    if (opportunities.length > 0) await sumUp(ctx, opportunities)
  },
}

function isPriced(change: Change): boolean {
  if (change.verb === 'create') return true
  return (
    change.verb === 'update' && ['product', 'quantity', 'unitPrice', 'discount'].some((name) => name in change.patch)
  )
}

/** Without a price of its own a line has that of its product; another product brings its own price. */
function takesPrice(change: Change): boolean {
  const given = change.patch.unitPrice
  if (typeof given === 'string') return false
  return change.before === null || 'unitPrice' in change.patch || isChanging(change, 'product')
}

function idsOf(changes: readonly Change[], field: string): readonly string[] {
  const ids = changes.map((change) => valueAfter(change, field)).filter((id) => typeof id === 'string')
  return [...new Set(ids)]
}

/** Prices of products are in the base currency: they are not taken for a deal in another one. */
function price(ctx: Context, change: Change, { currencies, prices }: LineFacts): void {
  const base = ctx.model.settings.baseCurrency
  const currency = currencies.get(String(valueAfter(change, 'opportunity'))) ?? base
  const ofProduct = currency === base ? prices.get(String(valueAfter(change, 'product'))) : undefined
  if (takesPrice(change) && ofProduct !== undefined) change.patch.unitPrice = ofProduct
  const [unitPrice, discount] = [valueAfter(change, 'unitPrice'), valueAfter(change, 'discount')]
  const amount = lineAmount(
    {
      quantity: String(valueAfter(change, 'quantity') ?? 1),
      unitPrice: typeof unitPrice === 'string' ? unitPrice : null,
      discount: typeof discount === 'number' ? discount : null,
    },
    currency,
  )
  if (amount && !Number.isSafeInteger(amount.minor)) throw new Failure(422, 'too_large')
  change.patch.amount = amount
}

/** The opportunities are locked first, so that of two people who add a line the second sees both. */
async function sumUp(ctx: Context, opportunities: readonly string[]): Promise<void> {
  const deals = await ctx.lock('opportunity', opportunities)
  const sums = new Map((await lineSums(ctx, opportunities)).map((row) => [row.opportunity_id, row]))
  await ctx.updateMany(
    'opportunity',
    [...deals.keys()].map((id) => {
      const sum = sums.get(id)
      if (!sum) return { id, amountFromLines: false }
      const currency = sum.currency ?? ctx.model.settings.baseCurrency
      return { id, amountFromLines: true, amount: { minor: sum.minor, currency } }
    }),
    { computed: true },
  )
}
