import { TimeCell as TimeCell_5c52dd4f1cdf9d05f9eb5ca4c52cbea0 } from '../../../../src/admin/time-cell.tsx'
import { ConfirmRules as ConfirmRules_c96529cdc23e55e9526d787eee299622 } from '../../../../src/admin/confirm-rules.tsx'
import { History as History_9566891e4dd495c3d292b468d2e86ed4 } from '../../../../src/admin/history.tsx'
import { Arrival as Arrival_eddd863cb6ed0d9e24ee2feddfb28895 } from '../../../../src/admin/person/arrival.tsx'
import { TextsDesk as TextsDesk_9036697b023007e8297943025ff77782 } from '../../../../src/admin/texts/desk.tsx'
import { FieldWords as FieldWords_da634a9872346e41e92c639cb5b5a546 } from '../../../../src/admin/texts/field-words.tsx'
import { CategoryCell as CategoryCell_36db9d0a12a88f510d5ee39b5c50e81a } from '../../../../src/admin/person/category-cell.tsx'
import { CategoryField as CategoryField_c9a102693787aec9600d954f39125999 } from '../../../../src/admin/person/category-field.tsx'
import { PosterPreviewPanel as PosterPreviewPanel_de46d01da10da568ca58ae7ea23a3389 } from '../../../../src/admin/person/poster-preview.tsx'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { CropsPanel as CropsPanel_732019f0a2a4b6ef0a204d57a4cc22c2 } from '../../../../src/admin/person/crops.tsx'
import { GalleryPanel as GalleryPanel_2874f88f8051719af2861b238a7b584a } from '../../../../src/admin/person/gallery.tsx'
import { ReleasesPanel as ReleasesPanel_7207a486763e14c3a30583aad5d735e6 } from '../../../../src/admin/person/releases.tsx'
import { ConsentWithdrawal as ConsentWithdrawal_7766652e30c32d957cac5d3f53b10227 } from '../../../../src/admin/consent-withdrawal.tsx'
import { ReadinessPanel as ReadinessPanel_303860441652cf7955f3ddc3f4bb9ff9 } from '../../../../src/admin/readiness-panel.tsx'
import { ClassWords as ClassWords_76c5dfb79e51a9ea00e13b0bc4a94f38 } from '../../../../src/admin/person/class-words.tsx'
import { Editions as Editions_744f17869c465d6de60213c9ecb5f9b7 } from '../../../../src/admin/texts/editions.tsx'
import { DrawnRatios as DrawnRatios_635cc60a5d3d2265c0034e066427e30b } from '../../../../src/admin/person/drawn-ratios.tsx'
import { AssetVariants as AssetVariants_fdbb80a4ae47ef87306736113d317dc7 } from '../../../../src/admin/asset-variants.tsx'
import { VariantPreview as VariantPreview_5d336114192edd370ab3dc1f789da9c5 } from '../../../../src/admin/variant-preview.tsx'
import { VariantStateCell as VariantStateCell_0969d9e92aa4cd862ba84e6ccaf3451c } from '../../../../src/admin/variant-state-cell.tsx'
import { RetryButton as RetryButton_1c5e6708b831fdca3d9f196b0137702a } from '../../../../src/admin/retry-button.tsx'
import { ReleaseStatusCell as ReleaseStatusCell_e682cd25629606f68251bcf6819efbc1 } from '../../../../src/admin/release-status-cell.tsx'
import { FrozenContentView as FrozenContentView_759b356b6ada00aa971aecf3aa4462b1 } from '../../../../src/admin/person/frozen-content.tsx'
import { ReleaseActions as ReleaseActions_61064102990258c4656e4139b4618988 } from '../../../../src/admin/release-actions.tsx'
import { ConfirmScreenChange as ConfirmScreenChange_f9a735dc9fd2ce7bf0116d46059f19e4 } from '../../../../src/admin/confirm-screen-change.tsx'
import { TokenButton as TokenButton_58008dd721ef64d54ff710fb93a3a369 } from '../../../../src/admin/token-button.tsx'
import { FactCell as FactCell_3386ff6de28e3613e9a353a7e0e4b2ba } from '../../../../src/admin/fact-cell.tsx'
import { EventToldCell as EventToldCell_fa4344c3211655931d5085620edccb6d } from '../../../../src/admin/event-told.tsx'
import { EventToldField as EventToldField_fa4344c3211655931d5085620edccb6d } from '../../../../src/admin/event-told.tsx'
import { PresentPassword as PresentPassword_2ca4a392007dc7478718c143cc08ffc1 } from '../../../../src/admin/present-password.tsx'
import { SecondFactor as SecondFactor_420aaa76dee06a37797818a7f5d45d79 } from '../../../../src/admin/second-factor.tsx'
import { InviteAtList as InviteAtList_9cbc3f7dec3d96faf40cf5a280f715dc } from '../../../../src/admin/colleagues/at-list.tsx'
import { WordRowLabel as WordRowLabel_841ddb522d554cf064dc644a810a9f89 } from '../../../../src/admin/texts/word-row-label.tsx'
import { TimeZoneNote as TimeZoneNote_093075ee5d9b1743ccbc0680c95ad018 } from '../../../../src/admin/time-zone-note.tsx'
import { Icon as Icon_c610747ed8c9d0a0a1f0da306e0d2abc } from '../../../../src/admin/icon.tsx'
import { Logo as Logo_8528b7f5bec013d65435ecb9bf84bc94 } from '../../../../src/admin/logo.tsx'
import { NoticeBell as NoticeBell_b5f9aff7054c527e7baa11178cab434d } from '../../../../src/admin/notice-bell.tsx'
import { TodayView as TodayView_0581f1261bdf81c170ed67172ab18f76 } from '../../../../src/admin/today/view.tsx'
import { NavLinks as NavLinks_6c216bbd0849acd8d35f08f9055172ab } from '../../../../src/admin/nav-links.tsx'
import { NavAtDesk as NavAtDesk_8acf92c333836fc3037edcc50f61d0f7 } from '../../../../src/admin/nav-at-desk.tsx'
import { SpokenNames as SpokenNames_6bf09196139fbf6e39e2f23c242b04a8 } from '../../../../src/admin/spoken-names.tsx'
import { ForgetOnSignOut as ForgetOnSignOut_8b00e2789d8ef5096c22aa11d16679c6 } from '../../../../src/admin/texts/kept-store.tsx'
import { LoginView as LoginView_4aee54fecda31a76bfb2d6c88091ca36 } from '../../../../src/admin/login-view.tsx'
import { IntakeView as IntakeView_90eaa82cd3e690d64360c053eb7fd1d6 } from '../../../../src/admin/intake/view.tsx'
import { CampaignSetupView as CampaignSetupView_97d96cd826398c5a687672c84e57c4c9 } from '../../../../src/admin/campaign-setup/view.tsx'
import { BoardView as BoardView_d47170215ecc6217eadd57bb977402be } from '../../../../src/admin/board/view.tsx'
import { SettingsView as SettingsView_417659bacbcc4387c827baae96a547ed } from '../../../../src/admin/settings-view.tsx'
import { HealthView as HealthView_eca929f9165b178823a4a942768bcdb0 } from '../../../../src/admin/health-view.tsx'
import { HelpView as HelpView_c0fd04e047718f0e514301d446831cf5 } from '../../../../src/admin/help-view.tsx'
import { UnauthorizedView as UnauthorizedView_36893dedd9830ec65488ffb8a3650213 } from '../../../../src/admin/unauthorized-view.tsx'
import { NoticesView as NoticesView_f7ffda3ec55c03b948133346109e35f7 } from '../../../../src/admin/notices-view.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/time-cell.tsx#TimeCell": TimeCell_5c52dd4f1cdf9d05f9eb5ca4c52cbea0,
  "/src/admin/confirm-rules.tsx#ConfirmRules": ConfirmRules_c96529cdc23e55e9526d787eee299622,
  "/src/admin/history.tsx#History": History_9566891e4dd495c3d292b468d2e86ed4,
  "/src/admin/person/arrival.tsx#Arrival": Arrival_eddd863cb6ed0d9e24ee2feddfb28895,
  "/src/admin/texts/desk.tsx#TextsDesk": TextsDesk_9036697b023007e8297943025ff77782,
  "/src/admin/texts/field-words.tsx#FieldWords": FieldWords_da634a9872346e41e92c639cb5b5a546,
  "/src/admin/person/category-cell.tsx#CategoryCell": CategoryCell_36db9d0a12a88f510d5ee39b5c50e81a,
  "/src/admin/person/category-field.tsx#CategoryField": CategoryField_c9a102693787aec9600d954f39125999,
  "/src/admin/person/poster-preview.tsx#PosterPreviewPanel": PosterPreviewPanel_de46d01da10da568ca58ae7ea23a3389,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/person/crops.tsx#CropsPanel": CropsPanel_732019f0a2a4b6ef0a204d57a4cc22c2,
  "/src/admin/person/gallery.tsx#GalleryPanel": GalleryPanel_2874f88f8051719af2861b238a7b584a,
  "/src/admin/person/releases.tsx#ReleasesPanel": ReleasesPanel_7207a486763e14c3a30583aad5d735e6,
  "/src/admin/consent-withdrawal.tsx#ConsentWithdrawal": ConsentWithdrawal_7766652e30c32d957cac5d3f53b10227,
  "/src/admin/readiness-panel.tsx#ReadinessPanel": ReadinessPanel_303860441652cf7955f3ddc3f4bb9ff9,
  "/src/admin/person/class-words.tsx#ClassWords": ClassWords_76c5dfb79e51a9ea00e13b0bc4a94f38,
  "/src/admin/texts/editions.tsx#Editions": Editions_744f17869c465d6de60213c9ecb5f9b7,
  "/src/admin/person/drawn-ratios.tsx#DrawnRatios": DrawnRatios_635cc60a5d3d2265c0034e066427e30b,
  "/src/admin/asset-variants.tsx#AssetVariants": AssetVariants_fdbb80a4ae47ef87306736113d317dc7,
  "/src/admin/variant-preview.tsx#VariantPreview": VariantPreview_5d336114192edd370ab3dc1f789da9c5,
  "/src/admin/variant-state-cell.tsx#VariantStateCell": VariantStateCell_0969d9e92aa4cd862ba84e6ccaf3451c,
  "/src/admin/retry-button.tsx#RetryButton": RetryButton_1c5e6708b831fdca3d9f196b0137702a,
  "/src/admin/release-status-cell.tsx#ReleaseStatusCell": ReleaseStatusCell_e682cd25629606f68251bcf6819efbc1,
  "/src/admin/person/frozen-content.tsx#FrozenContentView": FrozenContentView_759b356b6ada00aa971aecf3aa4462b1,
  "/src/admin/release-actions.tsx#ReleaseActions": ReleaseActions_61064102990258c4656e4139b4618988,
  "/src/admin/confirm-screen-change.tsx#ConfirmScreenChange": ConfirmScreenChange_f9a735dc9fd2ce7bf0116d46059f19e4,
  "/src/admin/token-button.tsx#TokenButton": TokenButton_58008dd721ef64d54ff710fb93a3a369,
  "/src/admin/fact-cell.tsx#FactCell": FactCell_3386ff6de28e3613e9a353a7e0e4b2ba,
  "/src/admin/event-told.tsx#EventToldCell": EventToldCell_fa4344c3211655931d5085620edccb6d,
  "/src/admin/event-told.tsx#EventToldField": EventToldField_fa4344c3211655931d5085620edccb6d,
  "/src/admin/present-password.tsx#PresentPassword": PresentPassword_2ca4a392007dc7478718c143cc08ffc1,
  "/src/admin/second-factor.tsx#SecondFactor": SecondFactor_420aaa76dee06a37797818a7f5d45d79,
  "/src/admin/colleagues/at-list.tsx#InviteAtList": InviteAtList_9cbc3f7dec3d96faf40cf5a280f715dc,
  "/src/admin/texts/word-row-label.tsx#WordRowLabel": WordRowLabel_841ddb522d554cf064dc644a810a9f89,
  "/src/admin/time-zone-note.tsx#TimeZoneNote": TimeZoneNote_093075ee5d9b1743ccbc0680c95ad018,
  "/src/admin/icon.tsx#Icon": Icon_c610747ed8c9d0a0a1f0da306e0d2abc,
  "/src/admin/logo.tsx#Logo": Logo_8528b7f5bec013d65435ecb9bf84bc94,
  "/src/admin/notice-bell.tsx#NoticeBell": NoticeBell_b5f9aff7054c527e7baa11178cab434d,
  "/src/admin/today/view.tsx#TodayView": TodayView_0581f1261bdf81c170ed67172ab18f76,
  "/src/admin/nav-links.tsx#NavLinks": NavLinks_6c216bbd0849acd8d35f08f9055172ab,
  "/src/admin/nav-at-desk.tsx#NavAtDesk": NavAtDesk_8acf92c333836fc3037edcc50f61d0f7,
  "/src/admin/spoken-names.tsx#SpokenNames": SpokenNames_6bf09196139fbf6e39e2f23c242b04a8,
  "/src/admin/texts/kept-store.tsx#ForgetOnSignOut": ForgetOnSignOut_8b00e2789d8ef5096c22aa11d16679c6,
  "/src/admin/login-view.tsx#LoginView": LoginView_4aee54fecda31a76bfb2d6c88091ca36,
  "/src/admin/intake/view.tsx#IntakeView": IntakeView_90eaa82cd3e690d64360c053eb7fd1d6,
  "/src/admin/campaign-setup/view.tsx#CampaignSetupView": CampaignSetupView_97d96cd826398c5a687672c84e57c4c9,
  "/src/admin/board/view.tsx#BoardView": BoardView_d47170215ecc6217eadd57bb977402be,
  "/src/admin/settings-view.tsx#SettingsView": SettingsView_417659bacbcc4387c827baae96a547ed,
  "/src/admin/health-view.tsx#HealthView": HealthView_eca929f9165b178823a4a942768bcdb0,
  "/src/admin/help-view.tsx#HelpView": HelpView_c0fd04e047718f0e514301d446831cf5,
  "/src/admin/unauthorized-view.tsx#UnauthorizedView": UnauthorizedView_36893dedd9830ec65488ffb8a3650213,
  "/src/admin/notices-view.tsx#NoticesView": NoticesView_f7ffda3ec55c03b948133346109e35f7,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
