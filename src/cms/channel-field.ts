/** Fields that name channels of the table: shown as a list of Chinese labels, stored as text, checked against the table. */
import type { SelectField } from 'payload'
import { channelById, channels } from '../channels/index.ts'
import type { Channel, ChannelName } from '../domain/channel.ts'

const optionsFor = (kinds: readonly Channel['kind'][]) =>
  channels
    .filter((channel) => kinds.includes(channel.kind))
    .map((channel) => ({ label: channel.label, value: channel.id }))

/** Handed to components that name channels: the table itself weighs more than all of them. */
export const channelNames: readonly ChannelName[] = channels.map(({ id, label, kind }) => ({
  id,
  label,
  kind,
}))

export const every: readonly Channel['kind'][] = ['column', 'short-video', 'screen']

/** `unusedChannels`: what a campaign does without; one that comes to the table later is in use. */
export const unusedChannelsField: SelectField = {
  name: 'unusedChannels',
  type: 'select',
  label: '不用的渠道',
  hasMany: true,
  options: optionsFor(every),
  typescriptSchema: [() => ({ type: 'array', items: { type: 'string' } })],
  admin: {
    description: '本年活动不用的渠道：不为其制作成品，也不能安排发布；留空则全部使用。',
    isSortable: false,
  },
  validate: (value: unknown) =>
    value === undefined ||
    value === null ||
    (Array.isArray(value) && value.every((id) => typeof id === 'string' && Boolean(channelById(id)))) ||
    '请从列表中选择渠道。',
}

interface ChannelFieldArgs {
  readonly kinds: readonly Channel['kind'][]
  readonly description?: string
}

/** `channelId`, exactly one. */
export const channelField = ({ kinds, description }: ChannelFieldArgs): SelectField => ({
  name: 'channelId',
  type: 'select',
  label: '渠道',
  required: true,
  index: true,
  options: optionsFor(kinds),
  // A plain string in the generated types, so that a new channel stays one file and one line.
  typescriptSchema: [() => ({ type: 'string' })],
  ...(description ? { admin: { description } } : {}),
  validate: (value: unknown) => {
    const channel = typeof value === 'string' ? channelById(value) : null
    return Boolean(channel && kinds.includes(channel.kind)) || '请从列表中选择一个渠道。'
  },
})

/** `channelIds`, one or more; in no order, and a chip that can be dragged would be a button around a button. */
export const channelsField = ({ kinds, description }: ChannelFieldArgs): SelectField => ({
  name: 'channelIds',
  type: 'select',
  label: '渠道',
  required: true,
  hasMany: true,
  options: optionsFor(kinds),
  typescriptSchema: [() => ({ type: 'array', items: { type: 'string' } })],
  admin: { isSortable: false, ...(description ? { description } : {}) },
  validate: (value: unknown) =>
    (Array.isArray(value) &&
      value.length > 0 &&
      value.every((id) => typeof id === 'string' && Boolean(channelById(id)))) ||
    '请从列表中至少选择一个渠道。',
})
