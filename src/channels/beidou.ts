/** 北斗融媒: article, covers at every ratio of the client, pictures and the 16:9 film. */
import type { Channel } from '../domain/channel.ts'
import { appArticleSpecs, appLimits } from './app-article.ts'

export const beidou: Channel = {
  id: 'beidou',
  number: 10,
  label: '北斗融媒',
  kind: 'column',
  group: 'app',
  specs: appArticleSpecs,
  limits: appLimits,
}
