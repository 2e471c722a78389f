/** 北国APP: article, covers at every ratio of the client, pictures and the 16:9 film. */
import type { Channel } from '../domain/channel.ts'
import { appArticleSpecs, appLimits } from './app-article.ts'

export const beiguo: Channel = {
  id: 'beiguo',
  number: 9,
  label: '北国APP',
  kind: 'column',
  group: 'app',
  specs: appArticleSpecs,
  limits: appLimits,
}
