import { Menu, NativeSelect, Text, Tooltip } from '@mantine/core'
import { IconArrowsTransferUp, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { kindOf } from '../fields/index.ts'
import { recordsOf } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'
import { useReaches } from '../kernel/reach.ts'
import { useSession } from '../kernel/session.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { type ChildRecords, useChildRecords } from './child-records.ts'
import { ItemMenu } from './item-menu.tsx'
import classes from './panel.module.css'
import { Panel, PanelItem, PanelList } from './panel.tsx'
import { useSalesWords } from './words.ts'

/** Who has a part in a deal, and which. */
export function ContactRolesPanel(props: ExtensionProps) {
  const child = useObject('opportunity_contact')
  return child ? <Roles {...props} child={child} /> : null
}

function Roles({ object, record, child }: ExtensionProps & { readonly child: MetadataObject }) {
  const words = useSalesWords().roles
  const [adding, setAdding] = useState(false)
  const roles = useChildRecords(
    child,
    { object: object.name, id: record.id },
    { filter: { field: 'opportunity', op: 'is', value: record.id }, sort: ['-primary', 'createdAt'], limit: 50 },
  )
  const contact = fieldOf(child, 'contact')
  const elsewhere = useElsewhere(roles.items, record)
  const mine = useReaches()(object.can.edit, record)
  const mayEdit = child.can.edit !== 'none' && mine
  const taken = new Set(roles.items?.map((one) => one.contact))
  const add = async (id: unknown): Promise<void> => {
    if (typeof id !== 'string' || taken.has(id)) return
    const primary = roles.items?.length === 0
    if (await roles.add({ opportunity: record.id, contact: id, primary })) setAdding(false)
  }
  return (
    <Panel
      title={words.title}
      count={roles.items?.length}
      addLabel={mayEdit ? words.add : undefined}
      onAdd={() => setAdding(!adding)}
      adding={adding}
    >
      {adding && contact && <Picker field={contact} label={words.add} onChoose={(id) => void add(id)} />}
      {roles.items?.length === 0 && !adding && (
        <Text size="sm" c="dimmed">
          {words.empty}
        </Text>
      )}
      <PanelList>
        {roles.items?.map((role) => (
          <Role
            key={role.id}
            role={role}
            child={child}
            roles={roles}
            elsewhere={elsewhere.get(String(role.contact))}
            mayEdit={mayEdit}
          />
        ))}
      </PanelList>
    </Panel>
  )
}

/** Where people of a deal are who are not with its company any more, by their ids; as far as the reader may know. */
function useElsewhere(roles: readonly AnyRecord[] | undefined, { account }: AnyRecord): ReadonlyMap<string, string> {
  const query = {
    filter: { field: 'id', op: 'any_of', value: roles?.map(({ contact }) => contact) ?? [] },
    fields: ['account'],
    limit: 50,
  }
  const { data } = useQuery({
    queryKey: keys.related('contact', query),
    queryFn: () => recordsOf('contacts').list(query),
    enabled: typeof account === 'string' && roles !== undefined && roles.length > 0,
    placeholderData: (previous) => previous,
  })
  const people = data?.items.filter((person) => typeof person.account === 'string' && person.account !== account)
  return new Map(people?.map((person) => [person.id, person.titles?.account ?? '']))
}

interface PickerProps {
  readonly field: MetadataField
  readonly label: string
  readonly onChoose: (id: unknown) => void
}

/** Finds a record, or makes one. */
function Picker({ field, label, onChoose }: PickerProps) {
  const { Input } = kindOf(field)
  return (
    <div className={classes.picker}>
      <Input field={{ ...field, label }} value={null} autoFocus onChange={onChoose} />
    </div>
  )
}

interface RoleProps {
  readonly role: AnyRecord
  readonly child: MetadataObject
  readonly roles: ChildRecords
  /** The company where the person is instead of the deal's. */
  readonly elsewhere: string | undefined
  readonly mayEdit: boolean
}

function Role({ role, child, roles, elsewhere, mayEdit }: RoleProps) {
  const { roles: words, affiliations } = useSalesWords()
  const common = useWords().common
  const { workspace } = useSession()
  const person = role.titles?.contact ?? common.unknown
  const field = fieldOf(child, 'role')
  const choices = field?.choices?.map(({ value, label }) => ({ value, label })) ?? []
  const chosen = typeof role.role === 'string' ? role.role : ''
  return (
    <PanelItem
      title={
        <AnchorLink
          to="/w/$slug/$collection/$id"
          params={{ slug: workspace.slug, collection: 'contacts', id: String(role.contact) }}
          inherit
          className={classes.link}
        >
          {person}
        </AnchorLink>
      }
      details={
        mayEdit ? (
          <NativeSelect
            size="xs"
            variant="unstyled"
            className={classes.select}
            aria-label={words.role(person)}
            value={chosen}
            data={[{ value: '', label: words.noRole }, ...choices]}
            onChange={(event) => void roles.change(role, { role: event.currentTarget.value || null })}
          />
        ) : (
          choices.find(({ value }) => value === chosen)?.label
        )
      }
    >
      {elsewhere && (
        <Tooltip label={affiliations.nowAt(elsewhere)}>
          <IconArrowsTransferUp
            size={15}
            role="img"
            aria-label={affiliations.nowAt(elsewhere)}
            color="var(--tendero-warning)"
          />
        </Tooltip>
      )}
      {role.primary === true && (
        <IconStarFilled size={15} role="img" aria-label={words.primary} className={classes.star} />
      )}
      {mayEdit && (
        <ItemMenu label={person}>
          {role.primary !== true && (
            <Menu.Item
              leftSection={<IconStar size={16} stroke={1.6} aria-hidden />}
              onClick={() => void roles.change(role, { primary: true })}
            >
              {words.makePrimary(person)}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />}
            onClick={() => void roles.remove(role, words.removed(person))}
          >
            {words.remove(person)}
          </Menu.Item>
        </ItemMenu>
      )}
    </PanelItem>
  )
}
