import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { NotFoundScreen } from '../../design/page-states.tsx'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import { type Kept, useAll, useNameOf } from '../data.ts'
import { useItem } from '../item.ts'
import { SectionFrame } from '../section-frame.tsx'
import { Line, Sheet } from '../sheet.tsx'
import { useSettingsWords } from '../words.ts'
import { NewRole } from './new-role.tsx'
import { readRights } from './rights.ts'
import { RoleEditor } from './role-editor.tsx'

export function RolesSection() {
  const [item, open] = useItem()
  const roles = useAll('role')
  if (item === undefined) return <RoleList onOpen={open} />
  const role = roles.find(({ id }) => id === item)
  return role ? (
    <RoleEditor key={`${role.id} ${role.version}`} role={role} onClose={() => open(undefined)} />
  ) : (
    <NotFoundScreen />
  )
}

function RoleList({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const words = useSettingsWords()
  const [adding, setAdding] = useState(false)
  return (
    <SectionFrame
      {...words.sections.roles}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {words.roles.add}
        </Button>
      }
    >
      <Sheet label={words.sections.roles.title}>
        {useAll('role').map((role) => (
          <RoleLine key={role.id} role={role} onOpen={() => onOpen(role.id)} />
        ))}
      </Sheet>
      {adding && <NewRole onClose={() => setAdding(false)} onMade={onOpen} />}
    </SectionFrame>
  )
}

function RoleLine({ role, onOpen }: { readonly role: Kept<'role'>; readonly onOpen: () => void }) {
  const words = useSettingsWords().roles
  const format = useFormat()
  const nameOf = useNameOf()
  const people = useAll('user').filter((person) => person.role === role.id && person.active)
  const { actions } = readRights(role.rights)
  return (
    <Line
      title={nameOf(role)}
      subtitle={
        role.administrator || actions.length === 0
          ? undefined
          : words.may(format.list(actions.map((action) => words.actions[action].title.toLowerCase())))
      }
      onOpen={onOpen}
      cells={
        <>
          {role.administrator && <Pill color="awning">{words.everything}</Pill>}
          <Text span size="sm">
            {words.people(people.length)}
          </Text>
        </>
      }
    />
  )
}
