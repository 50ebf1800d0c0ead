import { ActionIcon, Menu, Title, Tooltip } from '@mantine/core'
import { IconDoorExit, IconPhone, IconStar, IconStarFilled, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { ObjectIcon } from '../design/icon.tsx'
import { AnchorLink } from '../design/links.tsx'
import { recordsOf } from '../kernel/api.ts'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'
import { useReaches } from '../kernel/reach.ts'
import { useSession } from '../kernel/session.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { AffiliationForm } from './affiliation-form.tsx'
import { type ChildRecords, useChildRecords } from './child-records.ts'
import { ItemMenu } from './item-menu.tsx'
import { TellMove } from './move/move-item.tsx'
import classes from './panel.module.css'
import { Panel, PanelItem, PanelList } from './panel.tsx'
import { useSalesWords } from './words.ts'

/** The companies of a person, or the people of a company: with their part, since when and until when. */
export function AffiliationsPanel(props: ExtensionProps) {
  const child = useObject('affiliation')
  const otherName = props.object.name === 'contact' ? 'account' : 'contact'
  const other = useObject(otherName)
  const field = child && fieldOf(child, otherName)
  return child && other && field ? <Affiliations {...props} child={child} other={other} field={field} /> : null
}

interface AffiliationsProps extends ExtensionProps {
  readonly child: MetadataObject
  /** What stands on the other side. */
  readonly other: MetadataObject
  readonly field: MetadataField
}

function Affiliations({ object, record, child, other, field }: AffiliationsProps) {
  const words = useSalesWords().affiliations
  const [adding, setAdding] = useState(false)
  const ofContact = object.name === 'contact'
  const affiliations = useChildRecords(
    child,
    { object: object.name, id: record.id },
    {
      filter: { field: object.name, op: 'is', value: record.id },
      sort: ['-primary', 'createdAt'],
      limit: 100,
    },
  )
  const mine = useReaches()(object.can.edit, record)
  const mayEdit = child.can.edit !== 'none' && mine
  const people = usePeople(ofContact ? undefined : affiliations.items)
  const { current, former } = useFormer(affiliations.items, !ofContact)
  const shown = (one: AnyRecord) => (
    <Affiliation
      key={one.id}
      affiliation={one}
      person={people.get(String(one.contact))}
      other={other}
      field={field}
      affiliations={affiliations}
      mayEdit={mayEdit}
    />
  )
  return (
    <Panel
      title={ofContact ? words.ofContact : words.ofAccount}
      count={affiliations.items && current.length}
      addLabel={mayEdit ? (ofContact ? words.addToContact : words.addToAccount) : undefined}
      onAdd={() => setAdding(!adding)}
      adding={adding}
    >
      {adding && (
        <AffiliationForm
          field={field}
          onCancel={() => setAdding(false)}
          onSave={async (id, role) => {
            const values = { [object.name]: record.id, [field.name]: id, role: role || undefined }
            if (await affiliations.add(values)) setAdding(false)
          }}
        />
      )}
      <PanelList>{current.map(shown)}</PanelList>
      {former.length > 0 && (
        <section aria-label={words.formerly}>
          <Title order={3} size="sm" c="dimmed" fw={500} mt="xs" mb={2}>
            {words.formerly}
          </Title>
          <PanelList>{former.map(shown)}</PanelList>
        </section>
      )}
    </Panel>
  )
}

/** Who or what is there, and who was; for a person, all their companies are one list. */
function useFormer(items: readonly AnyRecord[] = [], apart: boolean) {
  const today = useFormat().today()
  const left = (one: AnyRecord): boolean => apart && typeof one.to === 'string' && one.to <= today
  return { current: items.filter((one) => !left(one)), former: items.filter(left) }
}

/** What else is worth knowing of an account's people: what they do there, and how to ring them up. */
function usePeople(affiliations: readonly AnyRecord[] | undefined): ReadonlyMap<string, AnyRecord> {
  const query = {
    filter: { field: 'id', op: 'any_of', value: affiliations?.map(({ contact }) => contact) ?? [] },
    fields: ['jobTitle', 'phone', 'account', 'owner'],
    limit: 100,
  }
  const { data } = useQuery({
    queryKey: keys.related('contact', query),
    queryFn: () => recordsOf('contacts').list(query),
    enabled: affiliations !== undefined && affiliations.length > 0,
    placeholderData: (previous) => previous,
  })
  return new Map(data?.items.map((person) => [person.id, person]))
}

interface AffiliationProps {
  readonly affiliation: AnyRecord
  readonly person: AnyRecord | undefined
  readonly other: MetadataObject
  readonly field: MetadataField
  readonly affiliations: ChildRecords
  readonly mayEdit: boolean
}

function Affiliation({ affiliation, person, other, field, affiliations, mayEdit }: AffiliationProps) {
  const words = useSalesWords().affiliations
  const format = useFormat()
  const common = useWords().common
  const { workspace } = useSession()
  const who = affiliation.titles?.[field.name] ?? common.unknown
  const { role, from, to, primary } = affiliation
  const former = typeof to === 'string' && to <= format.today()
  const went = former && person && person.account !== affiliation.account ? person.titles?.account : undefined
  const movable = useMovable(person, other.name === 'contact')
  const details = [
    typeof role === 'string' ? role : typeof person?.jobTitle === 'string' ? person.jobTitle : '',
    typeof from === 'string' ? words.since(format.day(from)) : '',
    typeof to === 'string' ? words.until(format.day(to)) : '',
    went ? words.nowAt(went) : '',
  ].filter(Boolean)
  return (
    <PanelItem
      icon={<ObjectIcon name={other.icon} size={16} />}
      faded={former}
      title={
        <AnchorLink
          to="/w/$slug/$collection/$id"
          params={{ slug: workspace.slug, collection: other.collection, id: String(affiliation[field.name]) }}
          inherit
          className={former ? undefined : classes.link}
        >
          {who}
        </AnchorLink>
      }
      details={details.join(' · ')}
    >
      {person && !former && <Phone phone={person.phone} who={who} />}
      {primary === true && other.name === 'account' && (
        <IconStarFilled size={15} role="img" aria-label={words.primary} className={classes.star} />
      )}
      {(mayEdit || (movable && !former)) && (
        <ItemMenu label={words.more(who)}>
          {movable && !former && <TellMove id={String(affiliation.contact)} name={who} />}
          {mayEdit && primary !== true && !former && other.name === 'account' && (
            <Menu.Item
              leftSection={<IconStar size={16} stroke={1.6} aria-hidden />}
              onClick={() => void affiliations.change(affiliation, { primary: true })}
            >
              {words.makePrimary(who)}
            </Menu.Item>
          )}
          {mayEdit && !former && (
            <Menu.Item
              leftSection={<IconDoorExit size={16} stroke={1.6} aria-hidden />}
              onClick={() => void affiliations.change(affiliation, { to: format.today(), primary: false })}
            >
              {words.leave(who)}
            </Menu.Item>
          )}
          {mayEdit && (
            <Menu.Item
              leftSection={<IconTrash size={16} stroke={1.6} aria-hidden />}
              onClick={() => void affiliations.remove(affiliation, words.removed(who))}
            >
              {words.remove(who)}
            </Menu.Item>
          )}
        </ItemMenu>
      )}
    </PanelItem>
  )
}

/** May somebody say that a person of an account works elsewhere now? */
function useMovable(person: AnyRecord | undefined, ofAccount: boolean): boolean {
  const contact = useObject('contact')
  const reaches = useReaches()
  return ofAccount && contact !== undefined && person !== undefined && reaches(contact.can.edit, person)
}

function Phone({ phone, who }: { readonly phone: unknown; readonly who: string }) {
  const words = useWords().fields
  const number = typeof phone === 'object' && phone !== null && 'e164' in phone ? phone.e164 : undefined
  if (typeof number !== 'string') return null
  return (
    <Tooltip label={number}>
      <ActionIcon component="a" href={`tel:${number}`} size={26} color="awning" aria-label={words.call(who)}>
        <IconPhone size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
