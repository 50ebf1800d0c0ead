import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconPlus, IconTrash, IconUsersGroup } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useWords } from '../../kernel/language.ts'
import { useMay, useSession } from '../../kernel/session.ts'
import { useAnalysisWords } from '../words.ts'
import type { Dashboard } from './dashboard-data.ts'

interface DashboardMenuProps {
  readonly current: Dashboard
  readonly all: readonly Dashboard[]
  /** Is it one's own to change? */
  readonly own: boolean
  readonly onAsk: (dialog: 'new' | 'rename' | 'roles') => void
  readonly onRemove: () => void
}

/** The other dashboards, and what can be done with this one. */
export function DashboardMenu({ current, all, own, onAsk, onRemove }: DashboardMenuProps) {
  const words = useAnalysisWords()
  const { verbs } = useWords()
  const { workspace } = useSession()
  const maySettle = useMay('settings')
  const navigate = useNavigate()
  const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={words.dashboards}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={current.id}
          onChange={(id) => void navigate({ to: '/w/$slug/dashboards/$id', params: { slug: workspace.slug, id } })}
        >
          {all.map(({ id, name }) => (
            <Menu.RadioItem key={id} value={id}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => onAsk('new')}>
          {words.newDashboard}
        </Menu.Item>
        {own && (
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => onAsk('rename')}>
            {words.rename}
          </Menu.Item>
        )}
        {maySettle && (
          <Menu.Item leftSection={<IconUsersGroup {...icon} />} onClick={() => onAsk('roles')}>
            {words.forRoles}
          </Menu.Item>
        )}
        {own && (
          <Menu.Item leftSection={<IconTrash {...icon} />} onClick={onRemove}>
            {verbs.delete}: {current.name}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
