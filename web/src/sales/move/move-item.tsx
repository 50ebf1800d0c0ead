import { Menu } from '@mantine/core'
import { IconArrowsTransferUp } from '@tabler/icons-react'
import { titleOf } from '../../fields/reference-options.ts'
import { useReaches } from '../../kernel/reach.ts'
import type { ExtensionProps } from '../../records/extensions.ts'
import { useSalesWords } from '../words.ts'
import { moving } from './moving.ts'

/** In the menu of a contact: the person works elsewhere now. */
export function MoveItem({ object, record }: ExtensionProps) {
  const mine = useReaches()(object.can.edit, record)
  return mine ? <TellMove id={record.id} name={titleOf(object, record)} /> : null
}

/** Opens the dialog in which it is told. */
export function TellMove({ id, name }: { readonly id: string; readonly name: string }) {
  const words = useSalesWords().move
  return (
    <Menu.Item
      leftSection={<IconArrowsTransferUp size={16} stroke={1.6} aria-hidden />}
      onClick={() => moving.set({ id, name })}
    >
      {words.action}
    </Menu.Item>
  )
}
