/**
 * Given names that are common in several countries and no English words (no Will, Mark, Grace, May or Bill):
 * a sentence with one of them as its subject speaks of one person. Put together by hand in 2026-11.
 */
export const firstNames: ReadonlySet<string> = new Set(
  `aaron abdul abigail abraham adam adrian agnes ahmed aidan aisha alan albert alberto alejandro alex alexander alexandra
  alexei alexis alfred ali alice alicia alina alison allison alvaro amanda amara amelia amina amir amit amy ana anastasia
  andre andrea andreas andrei andrew andy angela angelica angus anita anja ankit anna anne annette anthony antoine anton
  antonio anya arjun armando arnaud arthur arun ashley asif astrid aurelie axel aya ayesha barbara beatrice beatriz ben
  benedikt benjamin bernadette bernard beth bianca bjorn bob bogdan boris brad brandon brenda brendan brian bridget britta
  bruno bryan caitlin camila camille carla carlo carlos carmen carol caroline catherine cecilia cedric celia
  charles chen chiara chloe chris christina christine christophe christopher cindy claire clara claudia
  clemens colin connor craig cristina cynthia dalia damian dan dana daniel daniela danielle dara darren dave david dawid
  deborah deepak deepika denis dennis derek diana dieter dimitri dirk dmitri dmitry dominik dominique donald donna
  doris dorothy douglas dylan ed eddie edgar eduardo edward edwin eileen elena eleanor eli elias elif elisa elisabeth eliza
  elizabeth ella ellen elsa emil emilia emilie emily emma emmanuel enrique eric erica erik erika erin ernesto ernst esther
  ethan eugene eva evan evelyn fabian fabio farah fatima felipe felix fernanda fernando fiona florian francesca
  francesco francis francois franz fred frederic frederik friedrich gabriel gabriela gabriele gareth gary
  gavin george gerald gerard gerhard gianluca gilles gina giorgio giovanni giulia goran gordon graham greg gregor
  gregory greta guido guillaume gunnar gustav gustavo hanna hannah hans harald harry hasan heather hector heidi
  heike heinrich helen helena helene helga henrik henry herbert hiroshi holger howard hugo ian ibrahim ida ignacio igor
  ilse imran ines inga ingo ingrid irene irina isaac isabel isabella isabelle ivan jack jackie jacob jacqueline jacques jake
  jakob james jamie jan jana jane janet janina jared jason javier jean jeff jeffrey jen jennifer jenny jens jeremy jerome
  jerry jesper jessica jessie jim jimmy joan joanna joao joe joel johan johann johanna johannes john johnny jon jonas
  jonathan jorge josef joseph josh joshua juan juanita judith julia julian juliana julie juliette julio jun
  jurgen justin justine kai kamal karen karim karin karl karla karolina kate katherine kathleen kathrin kathryn katie katja
  katrin keiko keith kelly ken kenji kenneth kerstin kevin khalid kiran kirsten kirsty klaus konrad kristen kristin
  kristina kurt kyle lara larissa larry lars laura lauren laurence laurent lea leah lee leila lena leo leon leonardo leonie
  leslie lewis liam lidia lili liliana lily lina linda lisa liu liz loic lorena lorenzo louis louise luc luca lucas lucia
  lucie lucy luis luisa luka lukas luke lydia lynn maarten maciej maggie malik manfred manoj manuel manuela marc marcel
  marcela marcelo marco marcos marcus margaret margarita maria mariam marian mariana marie marija marina mario marion marisa
  marius marta martha martin martina marvin mary marzena massimo mateo mathias mathieu mathilde matt matteo matthew matthias
  maureen mauricio maurizio maxime maximilian maya mehmet mei melanie melissa michael michaela michal michel
  michele michelle miguel mihai mikael mike mikhail milena milica mina ming miranda mireille miriam mitchell mohamed
  mohammed monica monika monique morten moritz muhammad mustafa nadia nadine nancy naomi natalia natalie natasha
  nathalie nathan neha neil nelson nia nicholas nick nicola nicolas nicole nikhil nikita niklas nikola nikolai nils nina
  noah noel noor nora norbert nuno oleg olga oliver olivia olivier omar oscar osei oskar otto owen pablo
  paige pamela paola paolo pascal patricia patrick paul paula pauline pavel pawel pedro per peter petra phil philip
  philipp philippe phoebe pia pierre pilar piotr pooja prakash pranav priya quentin rachel rafael rafal rahul rainer raj
  rajesh ralf ralph ramon rania raquel rasmus raul ravi raymond rebecca regina reiner renata rene ricardo richard rick rita
  rob robert roberta roberto robin rodrigo roger rohan roland rolf ron ronald rosa rosalind rosemary ross roxana ruben
  rudolf rupert ruth ryan sabine sabrina sally salma sam samantha samir samuel sandra sanjay santiago sara sarah
  sasha saskia satoshi scott sean sebastian selma serena serge sergei sergio shane shannon sharon sheila shirley sid sidney
  siegfried silke silvia simon simona simone sofia sonia sonja sophia sophie soren stan stanislav stefan stefania stefanie
  steffen stella stephan stephane stephanie stephen steve steven stuart sunil susan susana susanne suzanne sven svetlana
  sylvia sylvie takashi tamara tania tanja tara tariq tatiana ted teresa terry thea theo theodore theresa thierry thomas
  tiago tim timo timothy tina tobias todd tom tomas tomasz tommy tony torsten tracy travis trevor tristan ulrich ulrike
  ursula uwe valentina valeria valerie vanessa vera veronica veronika vicente vicky victor viktor vijay vincent
  vinod vivek vivian vladimir walter wanda wendy wenjing werner wilhelm wojciech wolfgang xavier xiao yan yana
  yang yannick yasmin yolanda yong yousef yuki yulia yusuf yves yvonne zachary zahra zara zbigniew zhang zoe zoltan`.split(
    /\s+/,
  ),
);
