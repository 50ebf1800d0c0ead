import type { CatalogueRecord, WorkspaceModel } from '../kernel/workspace-model.ts'

/** A webhook as the workspace's model has it. */
export interface StoredWebhook {
  readonly id: string
  readonly url: string
  /** Null for all. */
  readonly events: readonly string[] | null
  readonly role: string
  readonly user: string
  readonly active: boolean
}

/** A webhook that is not deleted; undefined for another. */
export function webhookOf({ catalogue }: Pick<WorkspaceModel, 'catalogue'>, id: string): StoredWebhook | undefined {
  const row = catalogue.get('webhook')?.get(id)
  return row?.deleted_at === null ? readRow(row) : undefined
}

/** The active webhooks that want to know of a topic. */
export function webhooksFor({ catalogue }: Pick<WorkspaceModel, 'catalogue'>, topic: string): readonly StoredWebhook[] {
  return [...(catalogue.get('webhook')?.values() ?? [])]
    .filter((row) => row.deleted_at === null)
    .map(readRow)
    .filter(({ active, events }) => active && (events === null || events.includes(topic)))
}

function readRow(row: CatalogueRecord): StoredWebhook {
  return {
    id: row.id,
    url: String(row.url),
    events: Array.isArray(row.events) ? row.events.map(String) : null,
    role: String(row.role_id),
    user: String(row.user_id),
    active: row.active === true,
  }
}
