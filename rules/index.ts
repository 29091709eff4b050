import type { DataFile } from "../src/lint/data-file.ts";
import type { AnyRule } from "../src/lint/rule.ts";
import { duplicationRules } from "./duplication/index.ts";
import { noAvoidedTerm } from "./organisation/no-avoided-term.ts";
import { requireOrganisationSections } from "./organisation/require-sections.ts";
import { jobPageRules } from "./jobs/index.ts";
import { noDegreeAlone } from "./jobs/no-degree-alone.ts";
import { noLongRequirementList } from "./jobs/no-long-requirement-list.ts";
import { noOneSidedTraits } from "./jobs/no-one-sided-traits.ts";
import { noYearsOfExperience } from "./jobs/no-years-of-experience.ts";
import { noRiskyWording } from "./jobs/no-risky-wording.ts";
import { requirePostingStatement } from "./jobs/require-posting-statement.ts";
import { requirePayRange } from "./jobs/require-pay-range.ts";
import { parseJurisdiction } from "./jurisdictions/jurisdiction.ts";
import { linkRules } from "./links/index.ts";
import { noMissingAlt } from "./markdownlint/no-missing-alt.ts";
import { noReversedLink } from "./markdownlint/no-reversed-link.ts";
import { noUnevenRow } from "./markdownlint/no-uneven-row.ts";
import { markdownlintRules } from "./markdownlint/markdownlint-rules.ts";
import { noAmbiguousDate } from "./policy/no-ambiguous-date.ts";
import {
  noLostOwner,
  requireCodeOwner,
  requireControlledMark,
} from "./policy/require-code-owner.ts";
import { noControlledPanel } from "./policy/no-controlled-panel.ts";
import { noEmptyPolicy } from "./policy/no-empty-policy.ts";
import { noNamedContact } from "./policy/no-named-contact.ts";
import { noNamedPerson } from "./policy/no-named-person.ts";
import { noOverdueReview } from "./policy/no-overdue-review.ts";
import { noPersonalData } from "./policy/no-personal-data.ts";
import { requireReview } from "./policy/require-review.ts";
import { noLongSentence } from "./prose/no-long-sentence.ts";
import { noMisspeltWord } from "./prose/no-misspelt-word.ts";
import { noRepeatedWord } from "./prose/no-repeated-word.ts";
import type { RuleSources } from "./sources.ts";
import { noConflictMarker } from "./structure/no-conflict-marker.ts";
import { noEmptySection } from "./structure/no-empty-section.ts";
import { noHeadingColon } from "./structure/no-heading-colon.ts";
import { noInvalidFrontMatter } from "./structure/no-invalid-front-matter.ts";
import { noMisspeltSection } from "./structure/no-misspelt-section.ts";
import { noMisspeltKey } from "./structure/no-misspelt-key.ts";
import { noNumberingGap } from "./structure/no-numbering-gap.ts";
import { noPlaceholder } from "./structure/no-placeholder.ts";
import { noRepeatedHeading } from "./structure/no-repeated-heading.ts";
import { noSecondTitle } from "./structure/no-second-title.ts";
import { noSkippedHeading } from "./structure/no-skipped-heading.ts";
import { noUnreadablePage } from "./structure/no-unreadable-page.ts";
import { noWrongValue } from "./structure/no-wrong-value.ts";
import { isMeanings, isTemplate, readTemplates } from "./structure/read-templates.ts";
import { requireKeys } from "./structure/require-keys.ts";
import { requireLevelSections } from "./structure/require-level-sections.ts";
import { requirePolicySections, requireSections } from "./structure/require-sections.ts";
import { requireTitle } from "./structure/require-title.ts";
import { styleRules } from "./style/index.ts";
import { parseTermList } from "./terms/term-list.ts";
import { writeGoodRules } from "./write-good/write-good-rules.ts";
import { termRules } from "./terms/term-rules.ts";
import { compareText } from "../src/text/compare-text.ts";

/**
 * All built-in rules, in the order in which they run. `files` are those of `rules/`, read by the caller.
 * Files below a folder `templates` are page templates, those below `meanings` list what sections are called,
 * those below `jurisdictions` say what places require of job pages, the others are term lists. Slow rules call the linters in `sources`, once the caller has
 * loaded them.
 * @throws DataFileError when a file does not say what it should.
 */
export function builtInRules(
  files: readonly DataFile[],
  sources: RuleSources = {},
): readonly AnyRule[] {
  const sorted = [...files].sort((a, b) => compareText(a.path, b.path));
  const isJurisdiction = ({ path }: DataFile): boolean => path.includes("/jurisdictions/");
  const jurisdictions = sorted.filter(isJurisdiction).map(parseJurisdiction);
  const templates = readTemplates(sorted);
  const lists = sorted
    .filter((file) => !isTemplate(file) && !isMeanings(file) && !isJurisdiction(file))
    .map(parseTermList);
  return [
    noInvalidFrontMatter,
    noUnreadablePage,
    noConflictMarker,
    requireTitle,
    noMisspeltKey,
    noWrongValue,
    requireKeys,
    requireSections(templates),
    requirePolicySections(templates),
    requireLevelSections(templates),
    noMisspeltSection(templates),
    noSkippedHeading,
    noRepeatedHeading,
    noEmptySection,
    noPlaceholder,
    noNumberingGap,
    noSecondTitle,
    noHeadingColon,
    noRepeatedWord,
    noLongSentence,
    noAmbiguousDate,
    noDegreeAlone,
    noYearsOfExperience,
    noOneSidedTraits,
    noLongRequirementList,
    requirePayRange(jurisdictions),
    requirePostingStatement(jurisdictions),
    noRiskyWording(jurisdictions),
    ...jobPageRules(templates),
    noPersonalData,
    noNamedPerson(templates),
    noNamedContact,
    noEmptyPolicy,
    noOverdueReview,
    requireReview,
    noControlledPanel,
    requireCodeOwner,
    requireControlledMark,
    noLostOwner,
    termRules(lists),
    noAvoidedTerm,
    requireOrganisationSections(templates),
    ...styleRules,
    ...linkRules,
    ...duplicationRules,
    noReversedLink,
    noMissingAlt,
    noUnevenRow,
    markdownlintRules(sources),
    writeGoodRules(sources),
    noMisspeltWord(sources),
  ];
}
