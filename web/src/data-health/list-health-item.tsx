import { Menu } from '@mantine/core'
import { IconHeartbeat } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { listHealthShown } from './list-health.ts'
import { useHealthWords } from './words.ts'

/** In the menu of a list: how its records are. */
export function ListHealthItem({ object }: { readonly object: MetadataObject }) {
  const words = useHealthWords()
  return (
    <Menu.Item leftSection={<IconHeartbeat size={16} aria-hidden />} onClick={() => listHealthShown.set(object.name)}>
      {words.title}
    </Menu.Item>
  )
}
