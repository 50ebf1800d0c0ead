import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import type { Directory } from './directory.ts'
import { roleGroups, scimRecords } from './scim-records.sql.ts'
import type { ScimAccess } from './tokens.sql.ts'

export async function readDirectory(
  tx: Transaction,
  model: WorkspaceModel,
  { roleMapping, role }: Pick<ScimAccess, 'roleMapping' | 'role'>,
): Promise<Directory> {
  const [records, groups] = await Promise.all([scimRecords(tx), roleGroups(tx)])
  return { model, records, roleGroups: groups, roleMapping, role }
}

export function openDirectory({ database }: Kernel, model: WorkspaceModel, access: ScimAccess): Promise<Directory> {
  return database.read(access.workspaceId, (tx) => readDirectory(tx, model, access))
}
