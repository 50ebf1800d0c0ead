import { Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { AnyRecord, ConversionCandidates, ConversionWish, MetadataObject } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import { type FormEvent, useRef, useState } from 'react'
import { FormButtons } from '../../design/form-buttons.tsx'
import { failed, undoable } from '../../design/notices.tsx'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { useIsPhone } from '../../design/widths.ts'
import { kindOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, useCatalogue } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { defaultPipeline, usePipelines } from '../stages.ts'
import { useSalesWords } from '../words.ts'
import classes from './conversion.module.css'
import { candidatesQuery, convert, dealCandidates, dealFacts, openDealsQuery } from './conversion-data.ts'
import { namesPerson } from './conversion-preview.ts'
import { proposal, TargetChoice } from './target-choice.tsx'

interface ConversionDialogProps {
  readonly lead: AnyRecord
  readonly object: MetadataObject
  readonly onClose: () => void
}

/** A lead becomes a customer: with candidates ranked, and nothing overwritten. */
export function ConversionDialog({ lead, object, onClose }: ConversionDialogProps) {
  const { verbs } = useWords()
  const words = useSalesWords().conversion
  const phone = useIsPhone()
  const { data, error, refetch } = useQuery(candidatesQuery(lead.id))
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title(titleOf(object, lead))}
      size="xl"
      fullScreen={phone}
      closeOnClickOutside={false}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <PageLoading />}
      {data && <ConversionForm lead={lead} object={object} candidates={data} onClose={onClose} />}
    </Modal>
  )
}

interface FormProps extends ConversionDialogProps {
  readonly candidates: ConversionCandidates
}

/** In four weeks: a deal has to be decided some day. */
const usualLength = 28

function ConversionForm({ lead, object, candidates, onClose }: FormProps) {
  const words = useSalesWords().conversion
  const format = useFormat()
  const router = useRouter()
  const { workspace } = useSession()
  const catalogue = useCatalogue()
  const [account, setAccount] = useState(() => proposal(candidates.accounts))
  const [contact, setContact] = useState(() => proposal(candidates.contacts))
  const [opportunity, setOpportunity] = useState('new')
  const [details, setDetails] = useState<NonNullable<ConversionWish['details']>>(() => ({
    name: [lead.interest, lead.company, lead.name].find((one) => typeof one === 'string' && one !== '')?.toString(),
    closeOn: addDays(format.today(), usualLength),
  }))
  const [saving, setSaving] = useState(false)
  const key = useRef(crypto.randomUUID())
  const company = typeof lead.company === 'string' && lead.company !== '' ? lead.company : undefined
  const title = titleOf(object, lead)
  const objects = [catalogue.object('account'), catalogue.object('contact'), catalogue.object('opportunity')] as const
  const [accounts, contacts, opportunities] = objects
  const isNewAccount = account === 'new'
  const { data: deals = [] } = useQuery({ ...openDealsQuery(account), enabled: !isNewAccount && !!opportunities })
  const ofAccount = isNewAccount ? [] : deals
  const changeAccount = (chosen: string): void => {
    setAccount(chosen)
    // A deal belongs to one account; that of another cannot stay.
    if (opportunity !== 'none') setOpportunity('new')
  }

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setSaving(true)
    try {
      const wish = { account, contact, opportunity: opportunity === 'none' ? null : opportunity }
      const result = await convert(lead.id, opportunity === 'new' ? { ...wish, details } : wish, key.current)
      onClose()
      undoable(words.done(title), result.operationId)
      const [collection, id] = result.opportunity ? ['opportunities', result.opportunity] : ['accounts', result.account]
      await router.navigate({ to: '/w/$slug/$collection/$id', params: { slug: workspace.slug, collection, id } })
    } catch (error) {
      key.current = crypto.randomUUID()
      failed(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="lg">
        <Text c="dimmed" size="sm">
          {words.lead}
        </Text>
        {accounts && (
          <TargetChoice
            title={words.account}
            target="account"
            object={accounts}
            lead={lead}
            candidates={candidates.accounts}
            value={account}
            onChange={changeAccount}
            newLabel={words.newAccount(company ?? title)}
            newHint={company ? undefined : words.person}
          />
        )}
        {contacts && (namesPerson(lead) || candidates.contacts.length > 0) && (
          <TargetChoice
            title={words.contact}
            target="contact"
            object={contacts}
            lead={lead}
            candidates={candidates.contacts}
            value={contact}
            onChange={setContact}
            newLabel={words.newContact(title)}
          />
        )}
        {opportunities && (
          <TargetChoice
            title={words.opportunity}
            target="opportunity"
            object={opportunities}
            lead={lead}
            candidates={dealCandidates(ofAccount)}
            facts={{ fields: dealFacts, records: ofAccount }}
            searchable={false}
            value={opportunity}
            onChange={setOpportunity}
            newLabel={words.newOpportunity}
            noneLabel={words.noOpportunity}
          >
            <OpportunityDetails object={opportunities} details={details} onChange={setDetails} />
          </TargetChoice>
        )}
        <FormButtons submit={words.submit} loading={saving} onCancel={onClose} className={classes.foot} />
      </Stack>
    </form>
  )
}

interface DetailsProps {
  readonly object: MetadataObject
  readonly details: NonNullable<ConversionWish['details']>
  readonly onChange: (details: NonNullable<ConversionWish['details']>) => void
}

/** Name, pipeline and close date of the new opportunity. */
function OpportunityDetails({ object, details, onChange }: DetailsProps) {
  const words = useSalesWords().conversion
  const pipelines = usePipelines()
  const closeOn = fieldOf(object, 'closeOn')
  const { Input } = kindOf({ kind: 'date' })
  return (
    <Stack gap="xs">
      <TextInput
        label={words.name}
        value={details.name ?? ''}
        onChange={(event) => onChange({ ...details, name: event.currentTarget.value || undefined })}
      />
      <Group grow align="flex-start">
        {pipelines.length > 1 && (
          <NativeSelect
            label={words.pipeline}
            data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
            value={details.pipeline ?? defaultPipeline(pipelines)?.id}
            onChange={(event) => onChange({ ...details, pipeline: event.currentTarget.value })}
          />
        )}
        {closeOn && (
          <Input
            field={closeOn}
            label={words.closeOn}
            value={details.closeOn ?? null}
            onChange={(day) => onChange({ ...details, closeOn: typeof day === 'string' ? day : undefined })}
          />
        )}
      </Group>
    </Stack>
  )
}
