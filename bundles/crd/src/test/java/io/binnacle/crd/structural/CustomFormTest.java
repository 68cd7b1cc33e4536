package io.binnacle.crd.structural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.binnacle.api.object.Unstructured;
import io.binnacle.api.type.SchemaForm;
import io.binnacle.crd.Trees;
import io.binnacle.schema.ConformException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomFormTest {
  private static SchemaForm.Formed formed(String properties, String object) {
    return new CustomForm(Trees.schema(properties)).form(Trees.tree(object).content());
  }

  @Test
  void whatTheSchemaDoesNotKnowIsLeftOutAndTold() {
    SchemaForm.Formed formed =
        formed(
            "'spec':{'type':'object','properties':{'l':{'type':'array','items':{'type':'object',"
                + "'properties':{'a':{'type':'string'}}}},'m':{'type':'object',"
                + "'additionalProperties':{'type':'object'}}}}",
            "{'apiVersion':'g/v1','kind':'K','metadata':{'name':'n','bogus':1},'z':1,"
                + "'spec':{'y':1,'l':[{'a':'1','b':2}],'m':{'k':{'c':1}}}}");
    assertEquals(
        Trees.tree(
                "{'apiVersion':'g/v1','kind':'K','metadata':{'name':'n'},"
                    + "'spec':{'l':[{'a':'1'}],'m':{'k':{}}}}")
            .content(),
        formed.tree());
    assertEquals(
        List.of("metadata.bogus", "spec.l[0].b", "spec.m.k.c", "spec.y", "z"),
        formed.unknownFields());
  }

  @Test
  void whereUnknownFieldsAreKeptDeclaredOnesAreStillPruned() {
    SchemaForm.Formed formed =
        formed(
            "'spec':{'type':'object','x-kubernetes-preserve-unknown-fields':true,"
                + "'properties':{'a':{'type':'object'}}}",
            "{'spec':{'free':{'x':null},'a':{'gone':1}}}");
    assertEquals(Trees.value("{'free':{'x':null},'a':{}}"), formed.tree().get("spec"));
    assertEquals(List.of("spec.a.gone"), formed.unknownFields());
  }

  @Test
  void metadataThatCannotBeIsRefusedButForgivenInWhatIsStored() {
    CustomForm form = new CustomForm(Trees.schema(""));
    Map<String, ?> object = Trees.tree("{'kind':'K','metadata':{'labels':{'a':1}}}").content();
    assertThrows(ConformException.class, () -> form.form(Trees.tree("{'metadata':1}").content()));
    assertEquals(Map.of("kind", "K"), form.formStored(Unstructured.of(object).content()));
  }

  @Test
  void aNullThatIsNoValueGetsTheDefaultOrGoes() {
    CustomForm form =
        new CustomForm(
            Trees.schema(
                "'a':{'type':'string','default':'x'},'b':{'type':'string'},"
                    + "'c':{'type':'string','nullable':true,'default':'y'}"));
    Unstructured object = Trees.tree("{'a':null,'b':null,'c':null}");
    form.applyDefaults(object.content());
    assertEquals(Trees.tree("{'a':'x','c':null}"), object);
  }
}
