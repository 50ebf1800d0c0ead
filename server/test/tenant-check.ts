import type { Client } from 'pg'

/**
 * Does a statement keep to one workspace? It is explained with a generic plan, as the owner, whom row-level security
 * does not bind: every scan of a tenant table must compare `workspace_id` with a parameter or constant (the rule that
 * lets Citus route it), not merely with another table's column or the view's setting.
 * @returns what is wrong, by scan; nothing for a sound statement
 */
export async function tenantViolations(client: Pick<Client, 'query'>, text: string): Promise<readonly string[]> {
  if (!/\b(tendero|app)\./.test(text)) return []
  if (/^\s*explain/i.test(text)) return []
  // The planner evaluates the setting of the views to estimate rows.
  await client.query(`set app.workspace_id = '00000000-0000-7000-8000-000000000000'`)
  const { rows } = await client.query(`explain (generic_plan, format json, verbose) ${text}`)
  const plan: unknown = rows[0]?.['QUERY PLAN']?.[0]?.Plan
  return isNode(plan) ? violationsOf(plan) : [`no plan: ${text.slice(0, 80)}`]
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Schema?: string
  readonly Operation?: string
  readonly Alias?: string
  readonly 'Index Cond'?: string
  readonly 'Recheck Cond'?: string
  readonly Filter?: string
  readonly 'One-Time Filter'?: string
  readonly Plans?: readonly PlanNode[]
}

function isNode(plan: unknown): plan is PlanNode {
  return typeof plan === 'object' && plan !== null && 'Node Type' in plan
}

/** `workspace_id` beside a parameter or a constant, either way round. */
const bound = /workspace_id = (\$\d+|'[0-9a-f-]{36}'::uuid)|(\$\d+|'[0-9a-f-]{36}'::uuid) = \S*workspace_id/

function violationsOf(node: PlanNode, inherited = ''): readonly string[] {
  const conditions = [inherited, node['Index Cond'], node['Recheck Cond'], node.Filter].filter(Boolean).join(' and ')
  const below = (node.Plans ?? []).flatMap((child) =>
    violationsOf(child, node['Node Type'] === 'Bitmap Heap Scan' ? conditions : ''),
  )
  const scans = node['Node Type'].includes('Scan') && node['Relation Name'] !== undefined && node.Schema === 'tendero'
  return scans && !bound.test(conditions)
    ? [
        `${node['Node Type']} of ${node['Relation Name']} ${node.Alias ?? ''}: ${conditions || 'no condition'}`,
        ...below,
      ]
    : below
}

/** Explains every statement that the calling test file ran. @throws Error that names the statements that are not bound */
export async function checkTenants(client: Pick<Client, 'query'>, statements: readonly string[]): Promise<void> {
  const { rows } = await client.query(`select current_setting('server_version_num')::int as version`)
  if (rows[0].version < 160_000) return
  const wrong: string[] = []
  for (const text of statements) {
    const found = await tenantViolations(client, text)
    if (found.length > 0) wrong.push(`${found.join('; ')}\n  in: ${text.replace(/\s+/g, ' ').slice(0, 600)}`)
  }
  if (wrong.length > 0) throw new Error(`statements that leave their workspace:\n${wrong.join('\n')}`)
}
