import { Menu } from '@mantine/core'
import { IconCopyCheck } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useMay, useSession } from '../kernel/session.ts'
import { compared } from './compared.ts'
import { useDuplicateWords } from './words.ts'

/** Leads from a list to the likely duplicates among its records. */
export function DuplicatesItem({ object }: { readonly object: string }) {
  const { page } = useDuplicateWords()
  const { workspace } = useSession()
  const router = useRouter()
  const may = useMay('merge')
  if (!may || !compared.includes(object)) return null
  return (
    <Menu.Item
      leftSection={<IconCopyCheck size={16} aria-hidden />}
      onClick={() =>
        void router.navigate({ to: '/w/$slug/duplicates', params: { slug: workspace.slug }, search: { object } })
      }
    >
      {page.title}
    </Menu.Item>
  )
}
