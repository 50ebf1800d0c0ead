import { Anchor, Button, Group, Stack, Switch, TextInput, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../../kernel/language.ts'
import { type Kept, useAll, useDelete, useNameOf } from '../data.ts'
import { Part } from '../section-frame.tsx'
import { useSettingsWords } from '../words.ts'
import { ActionRights } from './action-rights.tsx'
import { readRights, rightsChanges } from './rights.ts'
import { RightsMatrix } from './rights-matrix.tsx'
import { RoleSummary } from './role-summary.tsx'
import classes from './roles.module.css'
import { SaveRole } from './save-role.tsx'

interface RoleEditorProps {
  readonly role: Kept<'role'>
  readonly onClose: () => void
}

export function RoleEditor({ role, onClose }: RoleEditorProps) {
  const own = useSettingsWords().roles
  const called = useNameOf()(role)
  const before = readRights(role.rights)
  const [name, setName] = useState(called)
  const [administrator, setAdministrator] = useState(role.administrator)
  const [rights, setRights] = useState(before)
  const [saving, setSaving] = useState(false)
  const changes = rightsChanges(before, rights)
  const dirty = changes.length > 0 || name !== called || administrator !== role.administrator
  return (
    <Stack gap="lg">
      <Anchor component="button" type="button" size="sm" onClick={onClose} className={classes.back}>
        <IconArrowLeft size={16} aria-hidden /> {own.all}
      </Anchor>
      <Group justify="space-between" align="flex-start">
        <Title order={1} size="h2">
          {called}
        </Title>
        <DeleteRole role={role} called={called} onDeleted={onClose} />
      </Group>
      <Stack maw={560}>
        <TextInput label={own.name} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Switch
          label={own.everything}
          description={own.everythingLead}
          checked={administrator}
          onChange={(event) => setAdministrator(event.currentTarget.checked)}
        />
      </Stack>
      {!administrator && (
        <>
          <Part title={own.inWords}>
            <RoleSummary rights={rights} />
          </Part>
          <Part title={own.records} lead={own.recordsLead}>
            <RightsMatrix rights={rights} onChange={setRights} />
          </Part>
          <Part title={own.actionsTitle}>
            <ActionRights rights={rights} onChange={setRights} />
          </Part>
        </>
      )}
      <Group className={classes.saveBar} data-dirty={dirty || undefined}>
        <Button disabled={!dirty || name.trim() === ''} onClick={() => setSaving(true)}>
          {own.review}
        </Button>
        <Button
          variant="default"
          disabled={!dirty}
          onClick={() => {
            setName(called)
            setAdministrator(role.administrator)
            setRights(before)
          }}
        >
          {own.discard}
        </Button>
      </Group>
      {saving && (
        <SaveRole
          role={role}
          called={called}
          wanted={{ name: name.trim(), administrator, rights }}
          changes={changes}
          onClose={() => setSaving(false)}
        />
      )}
    </Stack>
  )
}

interface DeleteRoleProps {
  readonly role: Kept<'role'>
  readonly called: string
  readonly onDeleted: () => void
}

function DeleteRole({ role, called, onDeleted }: DeleteRoleProps) {
  const words = useWords()
  const own = useSettingsWords().roles
  const remove = useDelete('role')
  const holders = useAll('user').filter((person) => person.role === role.id)
  return (
    <Button
      variant="subtle"
      color="red"
      disabled={holders.length > 0}
      title={holders.length > 0 ? own.deleteLater(holders.length) : undefined}
      loading={remove.isPending}
      onClick={() => remove.mutate({ id: role.id, said: words.undo.deleted(called) }, { onSuccess: onDeleted })}
    >
      {words.verbs.delete}
    </Button>
  )
}
