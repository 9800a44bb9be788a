#!/usr/bin/perl
# Harvests a repository with HTTP::OAI (Debian's libhttp-oai-perl) and prints what came, a line each:
#   identify NAME EMAIL GRANULARITY DELETED | format PREFIX | set SPEC NAME
#   record IDENTIFIER DATESTAMP STATUS SPECS TITLE
# Usage: harvest.pl BASE-URL identify|formats|sets|ListRecords|ListIdentifiers [NAME VALUE]...
# Ends with 1 and a reason where an answer is an error or no XML.
use strict;
use warnings;
use HTTP::OAI;

binmode STDOUT, ':encoding(UTF-8)';
my ($base, $what, %arguments) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new(baseURL => $base);

sub checked {
  my ($response) = @_;
  return $response unless $response->is_error;
  print STDERR 'error ', $response->code, ' ', join(' ', map { $_->code . ': ' . ($_->message // '') } $response->errors), "\n";
  exit 1;
}

sub print_record {
  my ($header, $metadata) = @_;
  my $title = '';
  if ($metadata) {
    my ($node) = $metadata->dom->getElementsByTagNameNS('http://purl.org/dc/elements/1.1/', 'title');
    ($node) = $metadata->dom->getElementsByTagNameNS('http://www.loc.gov/mods/v3', 'title') unless $node;
    $title = $node->textContent if $node;
  }
  print join("\t", 'record', $header->identifier, $header->datestamp, $header->is_deleted ? 'deleted' : 'there',
    join(',', $header->setSpec), $title), "\n";
}

if ($what eq 'identify') {
  my $i = checked($harvester->Identify);
  print join("\t", 'identify', $i->repositoryName, $i->adminEmail, $i->granularity, $i->deletedRecord), "\n";
} elsif ($what eq 'formats') {
  my $formats = checked($harvester->ListMetadataFormats(%arguments));
  while (my $format = $formats->next) { print join("\t", 'format', $format->metadataPrefix), "\n" }
  checked($formats);
} elsif ($what eq 'sets') {
  my $sets = checked($harvester->ListSets);
  while (my $set = $sets->next) { print join("\t", 'set', $set->setSpec, $set->setName), "\n" }
  checked($sets);
} elsif ($what eq 'GetRecord') {
  my $record = checked($harvester->GetRecord(%arguments))->next;
  print_record($record->header, $record->metadata);
} elsif ($what eq 'ListRecords') {
  my $records = checked($harvester->ListRecords(%arguments));
  while (my $record = $records->next) { print_record($record->header, $record->metadata) }
  checked($records);
} else {
  my $headers = checked($harvester->ListIdentifiers(%arguments));
  while (my $header = $headers->next) { print_record($header) }
  checked($headers);
}
