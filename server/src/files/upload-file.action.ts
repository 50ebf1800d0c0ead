import { createHash } from 'node:crypto'
import type { ObjectType } from '@tendero/model'
import { writeAndRead } from '../derive/rest.ts'
import type { Written } from '../derive/written.ts'
import { write } from '../kernel/action.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { Failure } from '../kernel/failure.ts'
import { holdWorkspace } from '../kernel/hold-workspace.ts'
import { newId } from '../kernel/identity.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { fileTooLarge, meteredContent } from '../kernel/metered-content.ts'
import { faceOf } from '../kernel/record-face.ts'
import { contentKey } from './content-key.ts'
import { fileName } from './file-name.ts'
import { headBytes, mediaTypeOf } from './media-type.ts'
import { usedRoom } from './used-room.sql.ts'

/** The object whose records are files. */
export const fileObject = 'file'

/** A record that a file is to be attached to. */
export interface Holder {
  readonly object: string
  readonly id: string
}

export interface ReceivedFile {
  /** As its sender calls it. */
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
  /** Bytes, as its sender says; undefined when they do not. */
  readonly size: number | undefined
  /** Without one the file belongs to whoever uploads it, until a field of a record takes it. */
  readonly holder: Holder | undefined
}

/**
 * Takes a file in without ever holding it: its content goes to the store, and a record says what it is. What it may be
 * attached to is asked before anything comes in, and once more when it is there.
 * @throws Failure 404 and 403 for a record that the actor may not see or change, 413 `file_too_large`, 422 `empty_file`,
 * 422 `storage_full`
 */
export async function uploadFile(kernel: Kernel, caller: Caller, received: ReceivedFile): Promise<Written> {
  const { actor, model } = caller
  const object = objectOf(caller)
  requireVerb(actor, object, 'create')
  const { fileLimit } = model.settings
  if ((received.size ?? 0) > fileLimit) throw fileTooLarge(fileLimit)
  const { holder } = received
  if (holder) await write(kernel, caller, (ctx) => heldBy(ctx, holder))
  const id = newId()
  const name = fileName(received.name)
  const key = contentKey(actor.workspaceId, id)
  try {
    const content = await keep(kernel, key, received.content, fileLimit, name)
    return await writeAndRead(kernel, caller, object, async (ctx) => {
      await requireRoom(ctx, content.size)
      const held = holder ? await heldBy(ctx, holder) : {}
      return ctx.insert(object.name, { id, name, ...content, ...held })
    })
  } catch (error) {
    // Whatever else went wrong, the row may be there all the same; what it does not need, the night removes.
    if (error instanceof Failure) await removeRefused(kernel, key)
    throw error
  }
}

/** A store that does not remove it now is no reason to say anything else than why it was refused. */
async function removeRefused({ files, log }: Kernel, key: string): Promise<void> {
  await files.delete(key).catch((error: unknown) => log.warn({ err: error, key }, 'a refused content was left'))
}

function objectOf({ model }: Caller): ObjectType {
  const object = model.objects.get(fileObject)
  if (!object) throw new Error('no files in this model')
  return object
}

/** What the record says that it hangs on. The record stays as it is until the file is there. */
async function heldBy(ctx: Context, { object, id }: Holder): Promise<{ object: string; record: string }> {
  const record = await ctx.forUpdate(object, id)
  return { object: faceOf(ctx.object(object), record), record: id }
}

interface Kept {
  readonly type: string
  readonly size: number
  readonly digest: string
}

async function keep(
  kernel: Kernel,
  key: string,
  content: AsyncIterable<Uint8Array>,
  most: number,
  name: string,
): Promise<Kept> {
  const digest = createHash('sha256')
  let head = Buffer.alloc(0)
  let size = 0
  const metered = meteredContent(content, most, (piece) => {
    digest.update(piece)
    size += piece.byteLength
    if (head.byteLength < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.byteLength)])
  })
  await kernel.files.put(key, metered)
  if (size === 0) throw new Failure(422, 'empty_file')
  return { type: mediaTypeOf(head, name), size, digest: digest.digest('hex') }
}

/** One after the other: two at once would find the same room. @throws Failure 422 `storage_full` */
async function requireRoom({ tx, model }: Context, size: number): Promise<void> {
  const { fileQuota } = model.settings
  await holdWorkspace(tx)
  const used = await usedRoom(tx)
  if (used + size > fileQuota) throw new Failure(422, 'storage_full', { details: { used, most: fileQuota } })
}
