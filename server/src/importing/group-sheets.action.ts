import type { ImportSetup, ObjectType, SheetChoice } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { keyOfHeader } from './first-rows.ts'
import { requireFile } from './import-files.ts'
import { importable } from './importable-object.ts'
import { orderByReferences } from './order-by-references.ts'
import { type Arrival, sheetArrival } from './receive-import.action.ts'
import { findGroup, pathsOf, requireUnwritten } from './steer-import.action.ts'
import { changeImport, insertImport, rememberedSetup, removeImport, type StoredImport } from './stored-imports.sql.ts'
import { suggestedMapping } from './suggested-mapping.ts'

/** A sheet on its way into the group: its import, which for the first is the one that brought the file. */
interface Member extends Arrival {
  readonly id: string
  readonly key: string
}

/**
 * Lets several sheets of a workbook be imported in one go: each gets an import of its own, in the order of their
 * references, the first of them that which brought the file. Asked again, the sheets are those named now.
 * @throws Failure 409 `import_state`, `import_file_gone`, 422 for what is no workbook, unknown sheets and objects, a
 * sheet named twice
 */
export async function groupSheets(
  kernel: Kernel,
  caller: Caller,
  id: string,
  choices: readonly SheetChoice[],
): Promise<void> {
  const before = await findGroup(kernel, caller, id)
  const [leader] = before
  if (!leader) return
  requireUnwritten(before)
  requireFile(kernel, caller.actor.workspaceId, leader.id)
  const wanted = orderByReferences(checkedChoices(caller, leader, choices))
  const members: Member[] = []
  for (const [position, { sheet, object }] of wanted.entries()) {
    const memberId = position === 0 ? leader.id : newId()
    const paths = pathsOf(kernel, caller.actor.workspaceId, { id: memberId, groupId: leader.id })
    const arrival = await sheetArrival(caller, object, paths, sheet)
    members.push({ ...arrival, id: memberId, key: keyOfHeader(arrival.columns) })
  }
  await kernel.database.transaction(caller.actor.workspaceId, async (tx) => {
    for (const one of before.slice(1)) await removeImport(tx, one.id)
    for (const [position, member] of members.entries())
      await noteMember(tx, kernel, caller, { leader, member, position, alone: members.length === 1 })
  })
}

function checkedChoices(
  { model, actor }: Caller,
  { source, sheets }: StoredImport,
  choices: readonly SheetChoice[],
): readonly { readonly sheet: string; readonly object: ObjectType }[] {
  if (source !== 'xlsx') throw new Failure(422, 'not_a_workbook')
  if (choices.length === 0 || new Set(choices.map(({ sheet }) => sheet)).size < choices.length)
    throw invalid({ sheets: { code: choices.length === 0 ? 'required' : 'mapped_twice' } })
  return choices.map(({ sheet, object }) => {
    if (!sheets.some(({ name }) => name === sheet)) throw new Failure(422, 'unknown_sheet')
    return { sheet, object: importable(model, actor, object) }
  })
}

interface Placing {
  readonly leader: StoredImport
  readonly member: Member
  readonly position: number
  /** One sheet is no group. */
  readonly alone: boolean
}

async function noteMember(
  tx: Transaction,
  kernel: Kernel,
  { actor, model }: Caller,
  { leader, member, position, alone }: Placing,
): Promise<void> {
  const { id, object, format, columns, key, bytes } = member
  const remembered = await rememberedSetup(tx, object.name, key)
  const { mapping, updateBy } = remembered ?? { mapping: suggestedMapping(model, actor, object, columns) }
  const setup: ImportSetup = { object: object.name, format, mapping, updateBy }
  if (position === 0)
    await changeImport(tx, id, {
      state: 'uploaded',
      setup,
      columns,
      headerKey: key,
      totalBytes: bytes,
      groupId: alone ? null : id,
      position,
    })
  else
    await insertImport(tx, {
      id,
      name: leader.name,
      source: leader.source,
      sheets: leader.sheets,
      setup,
      columns,
      headerKey: key,
      totalBytes: bytes,
      createdBy: leader.createdBy,
      role: leader.role,
      groupId: leader.id,
      position,
      now: kernel.now(),
    })
}
