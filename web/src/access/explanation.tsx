import { Button, List, Loader, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconCheck, IconEye, IconX } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { AccessExplanation, AccessGrant, MissingCondition, VerbAccess } from '@tendero/model/api'
import { useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { AnchorLink } from '../design/links.tsx'
import { failed } from '../design/notices.tsx'
import { kindOf } from '../fields/index.ts'
import { useFormat } from '../kernel/format.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import { keys } from '../kernel/queries.ts'
import { useSession } from '../kernel/session.ts'
import { transport } from '../kernel/transport.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { beginViewing } from '../view-as/view-as.ts'
import { useViewAsWords } from '../view-as/words.ts'
import { useAccessWords } from './words.ts'

const verbs = ['read', 'edit', 'delete'] as const
type Verb = (typeof verbs)[number]

/** Why somebody may see, edit and delete a record, or what is missing; about others only where one may edit it. */
export function Explanation({ object, record, mayEdit }: ExtensionProps & { readonly mayEdit: boolean }) {
  const words = useAccessWords()
  const { user } = useSession()
  const aPerson = object.fields.find((field) => field.object === 'user')
  const [person, setPerson] = useState<{ readonly id: string; readonly name?: string }>(user)
  const { data, error } = useQuery({
    queryKey: [...keys.record(object.name, record.id), 'access', person.id],
    queryFn: () =>
      transport.request<AccessExplanation>('GET', `/${object.collection}/${record.id}/access`, {
        query: { person: person.id },
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const PersonInput = aPerson && kindOf(aPerson).Input
  return (
    <Stack gap="sm">
      {mayEdit && (
        <Text size="sm" c="dimmed">
          {words.whyLead}
        </Text>
      )}
      {mayEdit && aPerson && PersonInput && (
        <PersonInput
          field={{ ...aPerson, label: words.person, required: true }}
          label={words.person}
          value={person.id}
          title={person.name}
          onChange={(id, name) => typeof id === 'string' && setPerson({ id, ...(name ? { name } : {}) })}
        />
      )}
      <FormError error={error} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <div aria-live="polite">
          <Stack gap="sm">
            {data.role && (
              <Text size="sm" fw={500}>
                {data.person.name} · {words.role(data.role.name)}
              </Text>
            )}
            {verbs.map((verb) => (
              <OneVerb key={verb} verb={verb} access={data[verb]} />
            ))}
            <FieldsShut object={object} explanation={data} />
            <SeeAs object={object} record={record} explanation={data} />
          </Stack>
        </div>
      )}
    </Stack>
  )
}

function OneVerb({ verb, access }: { readonly verb: Verb; readonly access: VerbAccess }) {
  const words = useAccessWords()
  const Mark = access.may ? IconCheck : IconX
  return (
    <section>
      <Title order={4} size="h5" style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <ThemeIcon size="sm" radius="xl" variant="light" color={access.may ? 'green' : 'gray'} aria-hidden>
          <Mark size={14} />
        </ThemeIcon>
        {access.may ? words.may[verb] : words.mayNot[verb]}
      </Title>
      {access.may ? (
        <List size="sm" mt={4} withPadding>
          {access.grants.map((grant, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that is told anew each time
            <List.Item key={index}>
              <Reason grant={grant} />
            </List.Item>
          ))}
        </List>
      ) : (
        <Missing verb={verb} missing={access.missing} />
      )}
    </section>
  )
}

function Reason({ grant: { reason, team, by, until, through } }: { readonly grant: AccessGrant }) {
  const words = useAccessWords()
  const { reasons } = words
  const format = useFormat()
  switch (reason) {
    case 'team':
    case 'team_and_below':
      return reasons[reason](team?.name)
    case 'share':
      return reasons.share(by?.name ?? words.somebody, team?.name, until ? format.instant(until) : undefined)
    case 'child':
    case 'parent':
    case 'about':
      return through ? (
        <>
          {reasons[reason]} <Through {...through} />
        </>
      ) : (
        reasons[`${reason}Hidden`]
      )
    default:
      return reasons[reason]
  }
}

function Through({ object: name, id, title }: NonNullable<AccessGrant['through']>) {
  const { workspace } = useSession()
  const object = useObject(name)
  if (!object) return title
  const params = { slug: workspace.slug, collection: object.collection, id }
  return (
    <AnchorLink to="/w/$slug/$collection/$id" params={params} inherit>
      {title || object.label.one}
    </AnchorLink>
  )
}

function Missing({ verb, missing }: { readonly verb: Verb; readonly missing: readonly MissingCondition[] }) {
  const { missing: words } = useAccessWords()
  const [first] = missing
  if (first === 'inactive' || first === 'role')
    return (
      <Text size="sm" mt={4} c="dimmed">
        {words[first]}
      </Text>
    )
  return (
    <Text size="sm" mt={4} c="dimmed" component="div">
      {words.oneOf}
      <List size="sm" withPadding c="dimmed">
        {missing.map((one) => (
          <List.Item key={one}>{one === 'share' ? words.share[verb] : words[one]}</List.Item>
        ))}
      </List>
    </Text>
  )
}

function FieldsShut({
  object,
  explanation,
}: Pick<ExtensionProps, 'object'> & { readonly explanation: AccessExplanation }) {
  const words = useAccessWords()
  const format = useFormat()
  const labelled = (names: readonly string[]): string =>
    format.list(names.flatMap((name) => fieldOf(object, name)?.label ?? []))
  const [hidden, readOnly] = [labelled(explanation.hidden), labelled(explanation.readOnly)]
  if (!hidden && !readOnly) return null
  return (
    <Text size="sm" component="div">
      {hidden && <div>{words.hidden(hidden)}</div>}
      {readOnly && <div>{words.readOnly(readOnly)}</div>}
    </Text>
  )
}

interface SeeAsProps extends ExtensionProps {
  readonly explanation: AccessExplanation
}

/** To an administrator who was told what somebody sees, that they may look: at this record where the other sees it. */
function SeeAs({ object, record, explanation: { person, read } }: SeeAsProps) {
  const words = useViewAsWords()
  const { role, user, workspace } = useSession()
  const path = read.may ? `${object.collection}/${record.id}` : undefined
  const begin = useMutation({
    mutationFn: () => beginViewing(person.id, workspace.slug, path),
    onError: (error) => failed(error),
  })
  const viewable = !read.missing.includes('inactive') && !read.grants.some(({ reason }) => reason === 'administrator')
  if (!role.administrator || person.id === user.id || !viewable) return null
  return (
    <Button
      variant="default"
      style={{ alignSelf: 'start' }}
      leftSection={<IconEye size={16} aria-hidden />}
      loading={begin.isPending}
      onClick={() => begin.mutate()}
    >
      {words.begin(person.name)}
    </Button>
  )
}
