/**
 * Slips of the fingers in words too short to be compared with a dictionary, and words run together or without
 * their apostrophe, with what is meant. None is an English word. Put together by hand in 2026-11.
 */
export const slips: ReadonlyMap<string, string> = new Map(
  `teh the|hte the|adn and|nad and|anf and|taht that|thta that|thsi this|htis this|tihs this|wich which|waht what|
  tehy they|thye they|jsut just|liek like|wiht with|wtih with|yuo you|yoru your|oyur your|ahve have|hvae have|mkae make|
  taek take|tkae take|tahn than|thna than|thne then|whne when|wnat want|konw know|knwo know|owrk work|wokr work|wrok work|
  tiem time|mroe more|fomr from|frmo from|soem some|smoe some|nto not|cna can|hsa has|wil will|wll will|shoud should|
  woud would|coud could|dont don't|isnt isn't|doesnt doesn't|didnt didn't|wasnt wasn't|
  arent aren't|havent haven't|hasnt hasn't|couldnt couldn't|shouldnt shouldn't|wouldnt wouldn't|youre you're|thats that's|
  alot a lot|infact in fact|eachother each other|aswell as well|incase in case|noone no one`
    .split("|")
    .map((pair) => pair.trim())
    .map((pair) => [pair.slice(0, pair.indexOf(" ")), pair.slice(pair.indexOf(" ") + 1)]),
);
